"""What is read and written: runs, experiments, logged models and their parts, with MLflow's names and fields."""

from __future__ import annotations

from .datasets import Dataset, DatasetInput, InputTag
from .experiments import Experiment, ExperimentTag
from .files import FileInfo
from .kinds import LifecycleStage, LoggedModelStatus, RunStatus, SourceType, ViewType
from .metrics import Metric
from .models import LoggedModel, LoggedModelInput, LoggedModelOutput, LoggedModelParameter, LoggedModelTag
from .paged_list import PagedList
from .runs import Param, Run, RunData, RunInfo, RunInputs, RunOutputs, RunTag

__all__ = [
    "Dataset", "DatasetInput", "Experiment", "ExperimentTag", "FileInfo", "InputTag", "LifecycleStage",
    "LoggedModel", "LoggedModelInput", "LoggedModelOutput", "LoggedModelParameter", "LoggedModelStatus", "LoggedModelTag",
    "Metric", "PagedList", "Param", "Run", "RunData", "RunInfo", "RunInputs", "RunOutputs", "RunStatus", "RunTag",
    "SourceType", "ViewType",
]
