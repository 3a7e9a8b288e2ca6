"""What a watcher with experience would say about a training: one finding at a time, with evidence and remedies.

One rule a file in rules/, which registers itself. Importing this package registers all of them.
"""

from descent.settings import import_all

import_all("descent.coach.rules")
