"""`python -m nlp.save FOLDER`: the pipeline of a watch as a folder that `spacy.load` opens."""

from pathlib import Path

import click

from db.registry import RegistryError, find_watch, load_watch
from nlp.extractor import extractor_version
from nlp.pipeline import ModelError, build


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--watch", "name", default="cps-sro", show_default=True, help="The watch to read for.")
def main(folder: Path, name: str) -> None:
    """Write the pipeline with its registry; nothing of the watch's folder is needed to load it."""
    try:
        watch = load_watch(find_watch(name))
        language = build(watch)
    except (RegistryError, ModelError) as error:
        raise click.ClickException(str(error)) from error
    language.meta.update(
        name=f"hallwatch_{watch.id.replace('-', '_')}",
        description=f"{watch.title}: {watch.question}",
        extractor_version=extractor_version(watch),
    )
    language.to_disk(folder)
    click.echo(f"{folder}: {', '.join(language.pipe_names)}")


if __name__ == "__main__":
    main()
