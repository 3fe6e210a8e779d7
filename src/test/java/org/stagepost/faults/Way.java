package org.stagepost.faults;

/** Which way bytes go through a proxy. */
enum Way {
    TO_SERVER,
    TO_CLIENT
}
