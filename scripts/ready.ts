// Being run is all that it is for: the launcher has installed and compiled everything by then.
console.log("ready");
