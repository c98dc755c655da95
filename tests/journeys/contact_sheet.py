"""All pictures of one run on one sheet: `python -m tests.journeys.contact_sheet FOLDER`."""

import sys
from pathlib import Path

from PIL import Image, ImageDraw

COLUMNS, CELL, MARGIN, CAPTION = 6, (300, 380), 12, 16
SHEET = "contact-sheet.png"


def sheet(folder: Path) -> Path:
    """Write the sheet beside the pictures and give its path; tall pages show their top."""
    pictures = sorted(path for path in folder.glob("*.png") if path.name != SHEET)
    rows = -(-len(pictures) // COLUMNS)
    step = (CELL[0] + MARGIN, CELL[1] + MARGIN + CAPTION)
    board = Image.new("RGB", (COLUMNS * step[0], rows * step[1]), "#888")
    for index, path in enumerate(pictures):
        corner = (index % COLUMNS * step[0], index // COLUMNS * step[1])
        _place(board, path, corner)
    board.save(folder / SHEET)
    return folder / SHEET


def _place(board: Image.Image, path: Path, corner: tuple[int, int]) -> None:
    with Image.open(path) as picture:
        height = min(picture.height, picture.width * CELL[1] // CELL[0])
        top = picture.convert("RGB").crop((0, 0, picture.width, height))
    top.thumbnail(CELL)
    board.paste(top, (corner[0], corner[1] + CAPTION))
    ImageDraw.Draw(board).text((corner[0] + 2, corner[1] + 2), path.stem, fill="white")


if __name__ == "__main__":
    sys.stdout.write(f"{sheet(Path(sys.argv[1]))}\n")
