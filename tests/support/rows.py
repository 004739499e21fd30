"""Runs SQL on either kind of database, beside both servers."""

import sqlite3


def query(uri, sql, parameters=()):
    """Rows of a query; `?` stands for a parameter."""
    if uri.startswith("sqlite:///"):
        connection = sqlite3.connect(uri.removeprefix("sqlite:///"), timeout=30)
        try:
            rows = connection.execute(sql, parameters).fetchall()
            connection.commit()
            return rows
        finally:
            connection.close()
    import psycopg

    with psycopg.connect(uri, autocommit=True) as connection:
        cursor = connection.execute(sql.replace("?", "%s"), parameters)
        return cursor.fetchall() if cursor.description else None
