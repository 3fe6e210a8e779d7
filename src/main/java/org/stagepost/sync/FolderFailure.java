package org.stagepost.sync;

import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;

/**
 * A source folder that was given up in this run, as a whole or from some item on.
 *
 * @param code of reach FOLDER
 */
public record FolderFailure(FolderPath folder, FailureCode code, String message) {}
