whenWanted = (load) => load();
