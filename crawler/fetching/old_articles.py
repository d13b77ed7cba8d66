"""Articles that were stored before spellings of an address were folded into one document."""

from sqlite_utils import Database

from crawler.variants import variant_key
from db.article_documents import fill_variant_keys
from db.ledger import Run


def key_old_articles(database: Database, run: Run) -> None:
    """Give articles without a key theirs; tell of those that were stored twice, under two spellings."""
    with database.atomic():
        twice = fill_variant_keys(database, variant_key)
        if twice:
            told = (
                f"{len(twice)} articles were stored twice, under two spellings of their address, and stay so"
            )
            run.add_issue("warning", "stored-twice", f"{told}; for example {' and '.join(twice[0])}")
