"""Makes text that may leave, and proves it. The only maker of `Clean`."""
