"""What make audit measures: Lighthouse on a few pages, the Nu HTML checker on all of them."""
