"""From a drawing to calls: graph (checked, shapes known), parameters (one vector), plan (buffers and calls)."""
