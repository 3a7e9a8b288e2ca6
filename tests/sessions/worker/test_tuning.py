"""What a worker's environment says."""

from descent.sessions.worker.tuning import worker_environment


def test_workers_use_one_thread_and_the_processors_own_kernel() -> None:
    mine = worker_environment({"OPENBLAS_CORETYPE": "Haswell", "OPENBLAS_NUM_THREADS": "16", "HOME": "/h"}, None)
    assert mine == {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "HOME": "/h"}


def test_a_kernel_can_be_forced() -> None:
    assert worker_environment({}, "Zen")["OPENBLAS_CORETYPE"] == "Zen"


def test_workers_do_not_get_the_access_token() -> None:
    assert "DESCENT_TOKEN" not in worker_environment({"DESCENT_TOKEN": "secret"}, None)
