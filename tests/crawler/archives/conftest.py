from pathlib import Path

import pytest

from tests.crawler.archives.made_warcs import Past


@pytest.fixture
def past(tmp_path: Path) -> Past:
    return Past(tmp_path)
