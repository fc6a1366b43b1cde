"""Study materials: files beside the facts that become pages of the site."""

from huiqi.materials.shelf import MaterialPage, check_materials, list_files, load_materials

__all__ = ["MaterialPage", "check_materials", "list_files", "load_materials"]
