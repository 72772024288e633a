"""format=flowed (RFC 3676): the lines a mail program broke, joined again."""


def unflow(text: str, *, delsp: bool) -> str:
    """RFC 3676: soft line ends joined, within one depth of quoting."""
    paragraphs: list[list[str]] = []
    soft_depth = -1
    for line in text.split("\n"):
        bare = line.lstrip(">")
        depth = len(line) - len(bare)
        bare = bare.removeprefix(" ")
        signature = bare == "-- "
        if depth != soft_depth or signature:
            paragraphs.append([">" * depth + " "] if depth else [])
        soft = bare.endswith(" ") and not signature
        paragraphs[-1].append(bare[:-1] if soft and delsp else bare)
        soft_depth = depth if soft else -1
    return "\n".join("".join(pieces) for pieces in paragraphs)
