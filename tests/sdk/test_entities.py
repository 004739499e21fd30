"""Entities have the stock client's fields, say what it says, and read what a server sends as it does."""

import copy
import inspect
import math
import pickle
import random
from html.parser import HTMLParser

import pytest
from google.protobuf.json_format import ParseDict
from mlflow import entities as stock
from mlflow.protos import service_pb2 as pb

from tests.sdk import pure  # noqa: F401
from runlore import entities
from runlore.exceptions import MlflowException

HOSTILE = ["", "a", "é𝔘", "<script>alert(1)</script>", "'\"&", "x" * 5000, "1", "line\nline", "\x00"]


def ours_and_theirs():
    """Every kind of entity, made with the same arguments in both packages."""
    def made(of):
        metric = of.Metric("m", 0.5, 1790000000000, 3)
        param, tag = of.Param("p", "v"), of.RunTag("t", "w")
        info = of.RunInfo("r", "1", "u", "FINISHED", 5, 6, "active", "file:/a", "name")
        dataset = of.Dataset("d", "abc", "code", "{}", None, "{}")
        used = of.DatasetInput(dataset, [of.InputTag("mlflow.data.context", "eval")])
        data = of.RunData([metric, of.Metric("n", math.inf, 1, 0)], [param], [tag])
        inputs = of.RunInputs([used], [])
        outputs = of.RunOutputs([of.LoggedModelOutput("m-1", 2)])
        model = of.LoggedModel("1", "m-1", "model", "loc", 5, 6, "agent", "r", 1, None,
                               [of.LoggedModelTag("k", "v")], {"p": "1"}, [metric])
        return [metric, of.Metric("m", 1, 2, 3, "m-1", "d", "abc", "r"), param, tag, info, dataset, used, data, inputs, outputs,
                of.Run(info, data, inputs, outputs), of.Run(info, data), model, of.FileInfo("a/b", False, 5),
                of.FileInfo("a", True, None), of.InputTag("k", "v"), of.LoggedModelInput("m-1"),
                of.LoggedModelParameter("k", "v"), of.ExperimentTag("k", "v"),
                of.Experiment("1", "e", "loc", "active", [of.ExperimentTag("k", "v")], 1, 2)]
    return list(zip(made(entities), made(stock)))


@pytest.mark.parametrize(("ours", "theirs"), ours_and_theirs(), ids=lambda entity: type(entity).__name__)
def test_the_same_arguments_make_the_same_entity(ours, theirs):
    assert [name for name, _ in ours] == [name for name, _ in theirs]
    assert repr(ours) == repr(theirs)
    if hasattr(theirs, "to_dictionary") and not isinstance(theirs, stock.LoggedModel):
        assert ours.to_dictionary() == theirs.to_dictionary()
    parameters = inspect.signature(type(theirs).__init__).parameters
    assert list(inspect.signature(type(ours).__init__).parameters) == list(parameters)
    defaults = {name: str(parameter.default) for name, parameter in parameters.items()}
    assert {name: str(p.default) for name, p in inspect.signature(type(ours).__init__).parameters.items()} == defaults


@pytest.mark.parametrize(("ours", "_theirs"), ours_and_theirs(), ids=lambda entity: type(entity).__name__)
def test_entities_are_values(ours, _theirs):
    for other in (copy.copy(ours), copy.deepcopy(ours), pickle.loads(pickle.dumps(ours))):
        assert other == ours and hash(other) == hash(ours) and repr(other) == repr(ours)
    name, _ = next(iter(ours))
    with pytest.raises(AttributeError):
        setattr(ours, name, "changed")
    with pytest.raises(AttributeError):
        delattr(ours, name)
    assert ours != _theirs and ours != dict(ours)


def test_what_differs_is_not_equal():
    assert entities.Param("k", "1") != entities.Param("k", "2")
    assert entities.Param("k", "1") != entities.RunTag("k", "1")
    first, second = (entities.Run(entities.RunInfo(run_id, "1", "", "RUNNING", 0, None, "active"), entities.RunData())
                     for run_id in "ab")
    assert first != second and len({first, second, copy.deepcopy(first)}) == 2


def test_a_logged_model_as_a_dictionary():
    ours, theirs = next((ours, theirs) for ours, theirs in ours_and_theirs() if isinstance(ours, entities.LoggedModel))
    expected = theirs.to_dictionary()
    expected["metrics"] = [metric.to_dictionary() for metric in expected["metrics"]]  # stock leaves objects here
    assert ours.to_dictionary() == expected


class Messages:
    """Random messages of MLflow's protocol, as REST's JSON."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def json(self, descriptor):
        """Any of a message's fields may be absent; whole numbers may be texts."""
        return {field.name: self.value(field) for field in descriptor.fields
                if field.name not in UNREAD and (self.random.random() < 0.7)}

    def value(self, field):
        if field.is_repeated:
            return [self.one(field) for _ in range(self.random.randrange(3))]
        return self.one(field)

    def one(self, field):
        kinds = type(field)
        if field.type == kinds.TYPE_MESSAGE:
            return self.json(field.message_type)
        if field.type == kinds.TYPE_ENUM:
            return self.random.choice(field.enum_type.values).name
        if field.type in (kinds.TYPE_INT64, kinds.TYPE_INT32):
            number = self.random.choice([0, 1, 1790000000000, self.random.randrange(10**12)])
            return self.random.choice([number, str(number), float(number)])
        if field.type == kinds.TYPE_DOUBLE:
            return self.random.choice([0, 1, 0.5, "NaN", "1e3", -2.25, "Infinity"])
        if field.type == kinds.TYPE_BOOL:
            return self.random.random() < 0.5
        assert field.type == kinds.TYPE_STRING, field.name
        return self.random.choice(HOSTILE)


# What entities do not hold.
UNREAD = {"trace_location", "registrations", "run_uuid", "status_code"}

READ = [
    (entities.Run, stock.Run, pb.Run), (entities.RunInfo, stock.RunInfo, pb.RunInfo),
    (entities.RunData, stock.RunData, pb.RunData), (entities.RunInputs, stock.RunInputs, pb.RunInputs),
    (entities.RunOutputs, stock.RunOutputs, pb.RunOutputs), (entities.DatasetInput, stock.DatasetInput, pb.DatasetInput),
    (entities.Dataset, stock.Dataset, pb.Dataset), (entities.Metric, stock.Metric, pb.Metric),
    (entities.Param, stock.Param, pb.Param), (entities.RunTag, stock.RunTag, pb.RunTag),
    (entities.InputTag, stock.InputTag, pb.InputTag), (entities.ExperimentTag, stock.ExperimentTag, pb.ExperimentTag),
    (entities.Experiment, stock.Experiment, pb.Experiment), (entities.LoggedModel, stock.LoggedModel, pb.LoggedModel),
    (entities.LoggedModelInput, stock.LoggedModelInput, pb.ModelInput),
    (entities.LoggedModelOutput, stock.LoggedModelOutput, pb.ModelOutput),
]


@pytest.mark.parametrize(("ours", "theirs", "message"), READ, ids=lambda kind: kind.__name__)
def test_what_a_server_sends_is_read_as_the_stock_client_reads_it(ours, theirs, message):
    compared = 0
    for seed in range(300):
        json = Messages(seed).json(message.DESCRIPTOR)
        try:
            expected = theirs.from_proto(ParseDict(json, message()))
        except Exception as refused:  # half a pair of dataset name and digest, or a status that is no run's
            assert "dataset_name" in str(refused) or "status" in str(refused), (json, refused)
            continue
        assert repr(ours.from_json(json)) == repr(expected), json
        compared += 1
    assert compared > 100


def test_files_are_read_and_folders_have_no_size():
    for json in ({"path": "a", "is_dir": False, "file_size": "7"}, {"path": "a", "file_size": 7.0}):
        assert entities.FileInfo.from_json(json) == entities.FileInfo("a", False, 7)
        assert dict(entities.FileInfo.from_json(json)) == dict(stock.FileInfo.from_proto(ParseDict(json, pb.FileInfo())))
    assert entities.FileInfo.from_json({"path": "d", "is_dir": True}) == entities.FileInfo("d", True, None)


def test_enumerations_have_the_stock_numbers_and_names():
    for ours, theirs in ((entities.RunStatus, stock.RunStatus), (entities.ViewType, stock.ViewType),
                         (entities.SourceType, stock.SourceType)):
        for number in range(1, 10):
            try:
                name = theirs.to_string(number)
            except Exception:
                with pytest.raises(MlflowException, match=ours.__name__):
                    ours.to_string(number)
                continue
            assert ours.to_string(number) == name and ours.from_string(name) == number
            assert getattr(ours, name.upper()) == getattr(theirs, name.upper()) == number
        with pytest.raises(MlflowException, match="nonsense"):
            ours.from_string("nonsense")
    assert entities.RunStatus.all_status() == stock.RunStatus.all_status()
    for status in stock.RunStatus.all_status():
        assert entities.RunStatus.is_terminated(status) == stock.RunStatus.is_terminated(status)
    for view in range(5):
        ours, theirs = (of.LifecycleStage.view_type_to_stages(view) for of in (entities, stock))
        assert ours == theirs
    for view in (1, 2, 3):
        for stage in ("active", "deleted"):
            ours, theirs = (of.LifecycleStage.matches_view_type(view, stage) for of in (entities, stock))
            assert ours == theirs
    with pytest.raises(MlflowException):
        entities.LifecycleStage.matches_view_type(1, "gone")
    with pytest.raises(MlflowException):
        entities.LifecycleStage.matches_view_type(4, "active")
    for status in stock.LoggedModelStatus:
        ours = entities.LoggedModelStatus(status.value)
        assert (ours.to_int(), str(ours), ours.is_finalized(ours)) == (status.to_int(), str(status), status.is_finalized(status))
        assert entities.LoggedModelStatus.from_int(status.to_int()) is ours


def test_half_a_dataset_is_refused():
    with pytest.raises(MlflowException, match="dataset_digest") as refused:
        entities.Metric("m", 1, 0, 0, dataset_name="d")
    assert refused.value.error_code == "INVALID_PARAMETER_VALUE"
    metric = entities.Metric("m", 1, 2, 3)
    assert entities.Metric.from_dictionary(metric.to_dictionary()) == metric
    with pytest.raises(MlflowException, match="timestamp"):
        entities.Metric.from_dictionary({"key": "m", "value": 1, "step": 0})


def test_a_page_is_a_list_with_a_token():
    page = entities.PagedList([1, 2], "next")
    assert page == [1, 2] and page.token == "next" and type(page.to_list()) is list
    assert pickle.loads(pickle.dumps(page)).token == "next"


class Read(HTMLParser):
    """The tags and the text of a piece of HTML."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.text, self.open = set(), "", []
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag, attributes):
        assert not attributes
        self.tags.add(tag)
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def test_a_notebook_shows_names_and_values_and_runs_no_code_in_them():
    evil = "</td><script>alert('1')</script><img src=x onerror=alert(1)>"
    tags = {evil: evil, "mlflow.user": "hidden"}
    info = entities.RunInfo(evil, evil, evil, evil, 1790000000123, None, evil, evil, evil)
    run = entities.Run(info, entities.RunData({evil: 0.25, "loss": math.nan}, {evil: evil}, tags))
    experiment = entities.Experiment(evil, evil, evil, evil, {evil: evil}, 1)
    for shown in (run, experiment):
        read = Read(shown._repr_html_())
        assert read.tags <= {"b", "p", "table", "tbody", "tr", "th", "td"}
        assert read.text.count(evil) >= 5 and "hidden" not in read.text
    text = Read(run._repr_html_()).text
    assert "loss" in text and "nan" in text and "2026-09-21" in text


def test_a_notebook_shows_no_more_than_one_reads():
    data = entities.RunData({f"m{i}": float(i) for i in range(5000)}, {"prompt": "word " * 100_000}, {})
    run = entities.Run(entities.RunInfo("r", "1", "u", "RUNNING", 0, None, "active"), data)
    html = run._repr_html_()
    assert len(html) < 10_000 and "4940 more" in html and "…" in html
