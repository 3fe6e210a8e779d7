package org.stagepost.wiring;

/** Tmp. */
public final class Main {
    private Main() {}

    public static void main(String[] a) {}
}
