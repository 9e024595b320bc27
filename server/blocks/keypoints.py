"""The publisher's own key points, told by the names of the list and of what stands around it."""

from __future__ import annotations

from server.blocks.frames import Frame

KEY_POINTS = (
    frozenset({"key", "points"}), frozenset({"keypoints"}), frozenset({"highlights"}), frozenset({"takeaways"}),
    frozenset({"key", "takeaway"}), frozenset({"summary", "list"}), frozenset({"article", "summary"}),
    frozenset({"bullet", "summary"}), frozenset({"at", "glance"}), frozenset({"story", "highlights"}),
)  # fmt: skip
"""Names under which publishers put their own key points above an article."""
_OF_KEY_POINTS = frozenset().union(*KEY_POINTS)


def is_key_points(frame: Frame) -> bool:
    """Whether the list, or one of the three elements around it, is named as such."""
    at: Frame | None = frame
    for _ in range(4):
        if at is None:
            return False
        names = at.names
        if not names.isdisjoint(_OF_KEY_POINTS) and any(wanted <= names for wanted in KEY_POINTS):
            return True
        at = at.parent
    return False
