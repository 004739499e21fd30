"""Marks shared by all Python tests."""


def pytest_configure(config):
    config.addinivalue_line("markers", "slow: outages, big data, old clients; run by `make test-all`")


def pytest_collection_modifyitems(config, items):
    import pytest

    if "slow" not in (config.option.markexpr or ""):
        for item in items:
            if "slow" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="slow: run with -m slow"))
