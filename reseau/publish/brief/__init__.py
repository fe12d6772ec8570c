"""The brief of an advisory meeting: what it holds, and its page."""
