"""Creating, reading and changing experiments."""

from tests.oracle.corpus import scenario
from tests.oracle.ids import ALL_EXPERIMENTS, experiment

LONG = "n" * 500


@scenario
def read(s):
    for number in ALL_EXPERIMENTS:
        s.get("experiments/get", {"experiment_id": number})
    for name in ["alpha", "gone", "Ünïcode 実験 🐿", "100%_odd 'quoted' \"name\"", "nope", "", "Alpha", "alpha "]:
        s.get("experiments/get-by-name", {"experiment_name": name})
    for number in ["", "999", "abc", "-1", "1.0", " 1", "01", "9" * 30, "1;2", "٣"]:
        s.get("experiments/get", {"experiment_id": number})
    s.get("experiments/get")
    s.get("experiments/get-by-name")
    s.get("experiments/get", {"experimentId": "1"})
    s.get("experiments/get", {"experiment_id": ["1", "2"]})
    s.get("experiments/get", body={"experiment_id": "1"})


@scenario
def create(s):
    created = s.post("experiments/create", {"name": "fresh"}).json
    s.get("experiments/get", created)
    s.post("experiments/create", {"name": "fresh"})
    s.post("experiments/create", {"name": "gone"})
    tagged = s.post("experiments/create", {"name": "tagged", "tags": [
        {"key": "a", "value": "1"}, {"key": "b"}, {"key": "ü", "value": ""}]}).json
    s.get("experiments/get", tagged)
    located = s.post("experiments/create", {"name": "located", "artifact_location": "mlflow-artifacts:/else/where"})
    s.get("experiments/get", located.json)
    s.get("experiments/get-by-name", {"experiment_name": "located"})


@scenario
def create_refused(s):
    for body in [
        {}, {"name": ""}, {"name": None}, {"name": 5}, {"name": True}, {"name": ["x"]}, {"name": {}},
        {"name": "n" * 501}, {"name": "t", "tags": [{"key": "k#", "value": "v"}]},
        {"name": "t", "tags": [{"value": "v"}]}, {"name": "t", "tags": [{"key": "", "value": "v"}]},
        {"name": "t", "tags": "x"}, {"name": "t", "tags": {"key": "k"}}, {"name": "t", "tags": ["x"]},
        {"name": "t", "tags": [{"key": "k" * 251, "value": "v"}]},
        {"name": "t", "tags": [{"key": "k", "value": "v" * 20001}]},
        {"name": "loc", "artifact_location": 5}, {"name": "loc", "artifact_location": "mlflow-artifacts:/a#frag"},
        {"name": "loc", "artifact_location": "x" * 2049}, {"name": "loc", "artifact_location": "runs:/abc/x"},
        {"name": "loc", "artifact_location": "mlflow-artifacts:/a?q=../b"},
        {"name": "loc", "artifact_location": "s3://bucket/a;params"},
        {"name": "loc", "artifact_location": "ftp://user:pw@host/path"},
    ]:
        s.post("experiments/create", body)
    s.get("experiments/get-by-name", {"experiment_name": "t"})


@scenario
def other_types_and_spellings(s):
    """Where the servers part on purpose; nothing is read back."""
    alpha = experiment("alpha")
    s.post("experiments/create", {"name": "t", "tags": [{"key": "k", "value": 5}]})
    s.post("experiments/update", {"experimentId": alpha, "newName": "camel"})
    s.post("experiments/update", {"experimentId": alpha, "experiment_id": alpha, "new_name": "both"})
    s.post("experiments/set-experiment-tag", {"experimentId": alpha, "key": "camel", "value": "v"})
    s.post("experiments/delete-experiment-tag", {"experimentId": alpha, "key": "env"})


@scenario
def create_names(s):
    for name in [LONG[:256], "with/slash", "..", "../up", "a\nb", " lead", "trail ", "emoji 🐿", "%s {x} $y", "0", "null"]:
        made = s.post("experiments/create", {"name": name})
        if made.status == 200:
            s.get("experiments/get", made.json)
        s.get("experiments/get-by-name", {"experiment_name": name})


@scenario
def create_locations(s):
    for i, location in enumerate(["s3://bucket/path", "file:///tmp/somewhere", "/tmp/abs", "relative/path", "../up",
                                  "mlflow-artifacts:/", "mlflow-artifacts://host:5000/p", "gs://b/p?x=1", "",
                                  "http://host/api/2.0/mlflow-artifacts/artifacts/p", "dbfs:/x", "s3://b/ü ö"]):
        made = s.post("experiments/create", {"name": f"loc{i}", "artifact_location": location})
        if made.status == 200:
            s.get("experiments/get", made.json)
            s.post("runs/create", made.json | {"run_name": "r"})


@scenario
def rename(s):
    alpha, gone = experiment("alpha"), experiment("gone")
    s.post("experiments/update", {"experiment_id": alpha, "new_name": "alpha2"})
    s.get("experiments/get", {"experiment_id": alpha})
    s.get("experiments/get-by-name", {"experiment_name": "alpha"})
    s.post("experiments/update", {"experiment_id": alpha, "new_name": "alpha2"})
    s.post("experiments/update", {"experiment_id": alpha, "new_name": "beta"})
    s.post("experiments/update", {"experiment_id": gone, "new_name": "x"})
    for body in [{}, {"experiment_id": alpha}, {"new_name": "x"}, {"experiment_id": alpha, "new_name": ""},
                 {"experiment_id": alpha, "new_name": None}, {"experiment_id": alpha, "new_name": 5},
                 {"experiment_id": "999", "new_name": "x"}, {"experiment_id": "abc", "new_name": "x"},
                 {"experiment_id": 1, "new_name": "intid"}, {"experiment_id": alpha, "new_name": "n" * 501}]:
        s.post("experiments/update", body)
    s.get("experiments/get", {"experiment_id": alpha})


@scenario
def delete_and_restore(s):
    alpha = experiment("alpha")
    s.post("experiments/restore", {"experiment_id": alpha})
    s.post("experiments/delete", {"experiment_id": alpha})
    s.get("experiments/get", {"experiment_id": alpha})
    s.post("runs/search", {"experiment_ids": [alpha], "max_results": 5})
    s.post("runs/search", {"experiment_ids": [alpha], "max_results": 3, "run_view_type": "DELETED_ONLY"})
    s.post("experiments/delete", {"experiment_id": alpha})
    s.post("experiments/create", {"name": "alpha"})
    s.post("runs/create", {"experiment_id": alpha})
    s.post("experiments/set-experiment-tag", {"experiment_id": alpha, "key": "k", "value": "v"})
    s.post("experiments/update", {"experiment_id": alpha, "new_name": "z"})
    s.post("experiments/restore", {"experiment_id": alpha})
    s.pages("runs/search", {"experiment_ids": [alpha], "max_results": 20, "run_view_type": "ALL"})
    s.get("experiments/get", {"experiment_id": alpha})
    for verb in ("delete", "restore"):
        for body in [{}, {"experiment_id": ""}, {"experiment_id": None}, {"experiment_id": "999"},
                     {"experiment_id": "abc"}, {"experiment_id": "-1"}, {"experimentId": "999"}]:
            s.post(f"experiments/{verb}", body)
    s.post("experiments/delete", {"experiment_id": "0"})
    s.get("experiments/get", {"experiment_id": "0"})


@scenario
def tags(s):
    alpha = experiment("alpha")

    def put(**body):
        return s.post("experiments/set-experiment-tag", {"experiment_id": alpha} | body)

    put(key="new", value="1")
    put(key="new", value="2")
    put(key="env", value="")
    put(key="ü/ x.-:", value="ünï 🐿")
    put(key="no value")
    put(key="k", value=None)
    put(key="k", value=5)
    put(key="k" * 250, value="v" * 20000)
    put(key="k" * 251, value="v")
    put(key="k", value="v" * 20001)
    for key in ["", "a#b", "a\\b", "..", ".", "../x", "/x", "a//b", "a/./b", "a/", "a\nb", "a,b", "a'b", 'a"b', "a%b"]:
        put(key=key, value="v")
    s.post("experiments/set-experiment-tag", {})
    s.post("experiments/set-experiment-tag", {"key": "k", "value": "v"})
    s.post("experiments/set-experiment-tag", {"experiment_id": "999", "key": "k", "value": "v"})
    s.post("experiments/set-experiment-tag", {"experiment_id": "abc", "key": "k", "value": "v"})
    s.post("experiments/set-experiment-tag", {"experiment_id": experiment("gone"), "key": "k", "value": "v"})
    s.get("experiments/get", {"experiment_id": alpha})


@scenario
def delete_tags(s):
    alpha = experiment("alpha")
    s.post("experiments/delete-experiment-tag", {"experiment_id": alpha, "key": "env"})
    s.post("experiments/delete-experiment-tag", {"experiment_id": alpha, "key": "env"})
    s.get("experiments/get", {"experiment_id": alpha})
    for body in [{}, {"experiment_id": alpha}, {"key": "env"}, {"experiment_id": alpha, "key": ""},
                 {"experiment_id": "999", "key": "k"}, {"experiment_id": "abc", "key": "k"},
                 {"experiment_id": experiment("gone"), "key": "env"}, {"experiment_id": alpha, "key": "a#b"}]:
        s.post("experiments/delete-experiment-tag", body)


@scenario
def custom_views_are_limited(s):
    alpha = experiment("alpha")
    for i in range(51):
        s.post("experiments/set-experiment-tag",
               {"experiment_id": alpha, "key": f"mlflow.customView.view.v1.{i}", "value": "{}"})
    s.post("experiments/set-experiment-tag",
           {"experiment_id": alpha, "key": "mlflow.customView.view.v1.3", "value": "again"})
