// L2: once the page has loaded and the browser is idle (Safari can't say when: soon after).
whenWanted = (load) => {
  const rest = () => {
    "requestIdleCallback" in window ? requestIdleCallback(load) : setTimeout(load, 1);
  };
  document.readyState === "complete" ? rest() : addEventListener("load", rest);
};
