"""The portrait of a territory, and the atlas of all of them.

``portrait`` is what it holds, ``portrait_words`` tells it, ``atlas_page`` is the page.
"""
