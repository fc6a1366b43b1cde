const link = document.querySelector("a");
location.replace(link.href + location.search + location.hash);
