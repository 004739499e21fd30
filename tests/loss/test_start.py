"""Many processes start at once on an empty database."""

from tests.support import servers
from tests.support.http import api
from tests.support.rows import query


def test_sixteen_at_once(tmp_path, database):
    started = [servers.runlore(tmp_path / "server", database) for _ in range(16)]
    try:
        for server in started:
            server.patience = 60
        import threading

        problems = []

        def start(server):
            try:
                server.start()
            except Exception as error:
                problems.append(error)

        threads = [threading.Thread(target=start, args=(server,)) for server in started]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not problems, problems[0]
        for server in started:
            assert api(server.port, "GET", "experiments/get", query={"experiment_id": "0"})["experiment"]["name"] == "Default"
        assert query(database, "SELECT count(*) FROM experiments") == [(1,)]
        assert query(database, "SELECT count(*) FROM alembic_version") == [(1,)]
    finally:
        for server in started:
            server.stop()
