"""How the installers are made. Run as `python -m installers` with `packaging/` on the path, or by `make installers`."""
