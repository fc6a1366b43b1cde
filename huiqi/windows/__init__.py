"""The ZIP with which PCs without network install the project."""
