"""A file of matplotlib as an element of a page."""

import re
from collections.abc import Mapping
from xml.etree import ElementTree as ET

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_LOCAL = re.compile(r"url\(#([^)]+)\)")
_FONT = re.compile(r"(?:(?:normal|\d+|bold) )*(?P<size>[\d.]+)px")


def for_a_page(content: bytes, said: str, name: str, words: Mapping[str, str]) -> str:
    """Turn a file of matplotlib into an element of a page.

    Args:
        content: The file.
        said: What is read to who does not see it.
        name: Prefix of the ids.
        words: Texts of the file to what stands in the page in their place.
    """
    root = ET.fromstring(content)  # noqa: S314  # Written just above.
    for group in list(root.iter()):
        for child in list(group):
            if child.tag in {f"{{{_SVG}}}metadata", f"{{{_SVG}}}style"}:
                group.remove(child)
    for one in root.iter():
        _restyle(one)
        if one.text:
            one.text = words.get(one.text, one.text)
    _rename(root, name)
    for key in ("width", "height", "version"):
        root.attrib.pop(key, None)
    root.set("class", "chart")
    root.set("role", "img")
    root.set("aria-label", said)
    root.set("stroke-linejoin", "round")
    ET.indent(root, space="")
    return ET.tostring(root, encoding="unicode")


def _rename(root: ET.Element, name: str) -> None:
    """Keep the ids that are referred to, under a name of this chart's own."""
    links = [it.attrib.pop(f"{{{_XLINK}}}href", "")[1:] for it in root.iter()]
    values = [value for it in root.iter() for value in it.attrib.values()]
    used = {*links, *(it for value in values for it in _LOCAL.findall(value))}
    for one, link in zip(root.iter(), links, strict=True):
        if (own := one.attrib.pop("id", None)) in used:
            one.set("id", f"{name}-{own}")
        for key, value in list(one.attrib.items()):
            one.set(key, _LOCAL.sub(rf"url(#{name}-\1)", value))
        if link:
            one.set("href", f"#{name}-{link}")
        one.tag = one.tag.removeprefix(f"{{{_SVG}}}")


def _restyle(one: ET.Element) -> None:
    """Say as attributes what matplotlib says as a style, that our policy refuses."""
    style = one.attrib.pop("style", "")
    for part in filter(None, (it.strip() for it in style.split(";"))):
        key, _, value = (it.strip() for it in part.partition(":"))
        if key == "font":
            if size := _FONT.search(value):
                one.set("font-size", size["size"])
            one.set("font-family", "inherit")
        else:
            one.set(key, value)
