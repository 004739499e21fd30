from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, Tuple, final

__all__ = [
    "Client", "NativeError", "NoRun", "Outcome", "Run", "active_run", "aggregates", "ask", "check", "close",
    "default_metrics", "end_run", "evaluate", "experiment", "flush", "get_tracking_uri", "is_active", "json_to_yaml",
    "log_metric", "main", "offline", "png", "set_experiment",
    "read_dataset", "set_experiment_id", "set_tracking_uri", "small_webp", "start_run", "sync", "yaml_to_json",
]

# Key, value, timestamp, step; logged model, name and digest of the dataset that it is about.
_Point = Tuple[str, float, int, int, Optional[str], Optional[str], Optional[str]]

class NativeError(Exception):
    """``args`` are a message and MLflow's error code."""

class NoRun(NativeError):
    """There is no active run in this thread."""

@final
class Run:
    """A run to log to, from any thread. Logging appends to the spool and returns."""

    @property
    def run_id(self) -> str: ...
    def info(self, wait: bool) -> str:
        """The run's columns as JSON; ``wait`` waits a moment for what only a running server can say."""
    def log_params(self, params: Dict[str, str]) -> None: ...
    def log_metrics(
        self, metrics: Dict[str, float], step: Optional[int] = None, timestamp: Optional[int] = None
    ) -> None: ...
    def log_batch(self, points: List[_Point], params: List[Tuple[str, str]], tags: List[Tuple[str, str]]) -> None:
        """Points with steps, times and subjects of their own, params and tags, all or none."""
    def set_tags(self, tags: Dict[str, str]) -> None: ...
    def delete_tag(self, key: str) -> None: ...
    def set_status(self, name: str, end_time: Optional[int] = None) -> None: ...
    def log_bytes(self, bytes: bytes, path: str) -> None: ...
    def log_artifact(
        self, file: str, artifact_path: Optional[str] = None, told: Optional[Callable[[int], object]] = None
    ) -> None:
        """``told`` is called with the number of bytes that were sent since the last time."""
    def log_artifacts(
        self, folder: str, artifact_path: Optional[str] = None, told: Optional[Callable[[int], object]] = None
    ) -> None: ...
    def log_table(self, columns: List[str], rows: List[List[Any]], path: str) -> None:
        """Cells are None, bool, int, float, str, and lists and dicts of these."""
    def log_inputs(self, datasets: str, models: str) -> None:
        """Both as JSON, shaped as in ``runs/log-inputs``."""
    def log_outputs(self, models: str) -> None:
        """As JSON, shaped as in ``runs/outputs``."""
    def flush(self) -> None: ...
    def end(self, name: str) -> None: ...

@final
class Client:
    """A client of one server; without a URI of the one that is logged to, which then has what was logged before."""

    def __new__(cls, uri: Optional[str] = None) -> Client: ...
    @property
    def uri(self) -> str:
        """The server, without credentials; a file with its whole path."""
    def is_runlore(self) -> bool: ...
    def call(self, method: str, path: str, query: List[Tuple[str, str]], body: Optional[bytes] = None) -> bytes:
        """``path`` without a slash in front, such as ``api/2.0/mlflow/runs/search``."""
    def run(self, run_id: str) -> Run:
        """A run of this server by its id, to log to it without making it active."""
    def list(self, kind: str, id: str, folder: str) -> str:
        """The entries of a folder of ``run`` or ``model`` with an id, or of ``served`` files, as JSON."""
    def size(self, kind: str, id: str, path: str) -> int:
        """The bytes of a file, or of all in a folder."""
    def download(
        self, kind: str, id: str, path: str, to: str, told: Optional[Callable[[int], object]] = None
    ) -> str:
        """Copies a file or folder into a folder; answers where it is."""
    def read(self, kind: str, id: str, path: str) -> bytes: ...
    def load_table(
        self, path: str, experiment_id: str, run_ids: List[str]
    ) -> List[Tuple[str, List[str], List[List[Any]]]]:
        """For each run its JSON, and columns and rows of its table."""
    def load_predictions(self, run_id: str) -> Tuple[List[str], List[List[Any]]]: ...

def set_tracking_uri(uri: str) -> None: ...
def get_tracking_uri() -> str: ...
def set_experiment(name: str) -> Optional[str]:
    """The experiment as JSON, or None while the server is away and was never reached."""

def set_experiment_id(id: str) -> Optional[str]: ...
def experiment() -> Tuple[Optional[str], Optional[str]]:
    """Name or id of the experiment of the process or its environment."""

def offline() -> bool: ...
def flush() -> None: ...
def close() -> None: ...
def sync(
    folder: Optional[str] = None, to: Optional[str] = None
) -> List[Tuple[str, str, int, int, Dict[str, str], Optional[str]]]:
    """For each spool: folder, server, records sent, records refused, ids that an MLflow server gave, what is wrong."""

def start_run(
    *,
    name: Optional[str] = None,
    tags: Optional[Dict[str, str]] = None,
    nested: bool = False,
    experiment_id: Optional[str] = None,
    parent: Optional[str] = None,
    resume: Optional[str] = None,
) -> Run: ...
def end_run(name: str) -> Optional[Run]: ...
def active_run() -> Optional[Run]: ...
def is_active(run_id: str) -> bool:
    """Whether a run is the thread's active one, or one that it is nested in."""

def log_metric(key: str, value: float, step: Optional[int] = None, timestamp: Optional[int] = None) -> None: ...
def png(width: int, height: int, channels: int, pixels: bytes) -> bytes: ...
def small_webp(width: int, height: int, channels: int, pixels: bytes) -> bytes: ...

def yaml_to_json(text: str) -> str:
    """One document of YAML as JSON; keys become texts."""

def json_to_yaml(json: str) -> str:
    """The same value as YAML that readers of YAML 1.1, such as PyYAML, and of 1.2 understand alike."""
@final
class Outcome:
    """What an evaluation found."""

    @property
    def metrics(self) -> List[Tuple[str, float]]:
        """Names and numbers to log, in order."""
    @property
    def spent(self) -> List[Tuple[str, float]]:
        """What judges spent: names and numbers to log."""
    @property
    def has_scores(self) -> bool:
        """Whether the table has anything but what came in."""
    @property
    def statuses(self) -> List[Tuple[str, str, Optional[str], int, int]]:
        """For each metric its key, its state, why rows are missing, how many rows have a score, and how many have none."""
    def compare(
        self,
        metrics: List[Tuple[str, float]],
        table: List[Tuple[str, List[Any]]],
        thresholds: Mapping[str, Tuple[Optional[float], Optional[float], Optional[float], Optional[bool]]],
    ) -> List[Tuple[str, Optional[float], Optional[float], Optional[float], Optional[float], bool, Optional[Tuple[float, float]],
                    str, List[str]]]:
        """How it is beside an earlier evaluation, of which there are numbers and perhaps a table of scores. A threshold is
        what a number may get worse by, by what share, the worst that it may be, and whether more is better. Of each number:
        name, baseline, current, difference, share, whether it is worse, interval, verdict, reasons."""
    def log_table(self, run: Run, path: str) -> None:
        """Appends the table to a file of the run."""
    def columns(self) -> List[Tuple[str, List[Any]]]:
        """The table."""

# The name of a column; or cells with or without a name.
_Given = Tuple[Optional[str], Optional[List[Any]]]

def evaluate(
    data: List[Tuple[str, List[Any]]],
    predictions: _Given,
    targets: Optional[_Given],
    outputs: List[Tuple[str, List[Any]]],
    latencies: Optional[List[float]],
    names: Dict[str, str],
    metrics: Sequence[Any],
    prefix: str,
    judged: Optional[Callable[[int, int], object]],
) -> Outcome:
    """Checks all, then scores. ``judged`` is called with how many rows a judge has replies for, and of how many.

    A metric is JSON that names one of the engine's and its settings; or an object with ``name``, ``key`` and
    ``greater_is_better`` that is called with what earlier metrics said (key, scores, justifications, numbers of the whole)
    and that none of these objects was told before, and answers the same three things of its own.
    """

def check(
    data: List[Tuple[str, List[Any]]],
    rows: int,
    targets: Optional[_Given],
    is_timed: bool,
    names: Dict[str, str],
    metrics: Sequence[Any],
) -> None:
    """Checks all that :func:`evaluate` checks but the predictions, before a model is asked for them."""

def ask(
    task: str,
    bodies: List[Dict[str, Any]],
    timeout: Optional[float],
    max_retries: Optional[int],
    told: Optional[Callable[[int, int], object]],
) -> List[Tuple[Optional[Tuple[Any, float, Optional[float]]], Optional[Tuple[str, str, Optional[str]]]]]:
    """For each body of a request to one model either the reply (body, seconds, cost) or the failure (message, MLflow's error
    code, what came instead). ``told`` is called with how many there are, and of how many."""

def default_metrics(model_type: str) -> List[str]:
    """What the metrics of a model type are called, in the order of the table's columns; those of a retriever with a number."""

def read_dataset(path: str, texts: List[str]) -> List[Tuple[str, List[Any]]]:
    """Rows of a JSON, CSV or Parquet file as columns; cells of ``texts`` stay as they are spelled."""

def aggregates(scores: List[float]) -> List[Tuple[str, float]]:
    """Mean, variance and 90th percentile by their names; nothing of no scores."""

def main(argv: List[str]) -> int:
    """Runs the command ``runlore``, the program's name first in ``argv``; answers its exit code."""
