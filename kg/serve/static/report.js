// An address that ends in #c=1200-1260 opens the report at these characters, whichever part they stand in.

function follow() {
  const place = /^#c=(\d+)-(\d+)$/u.exec(location.hash);
  if (!place) return;
  const wanted = `${place[1]}-${place[2]}`;
  if (new URLSearchParams(location.search).get("c") === wanted) {
    document.getElementById(`c=${wanted}`)?.scrollIntoView({ block: "center" });
  } else {
    location.replace(`${location.pathname}?c=${wanted}${location.hash}`);
  }
}

window.addEventListener("hashchange", follow);
follow();
