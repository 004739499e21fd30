"""Programs that log, started by `bench/groups/client.py`: `program.py mlflow|runlore …`; each prints one line of JSON."""
