"""The window itself: menus, files, look, what it says."""
