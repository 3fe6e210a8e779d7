package org.stagepost.sync;

import org.stagepost.mailbox.FolderListing;
import org.stagepost.mailbox.TargetFolder;

/** Both sides of a folder pair as they are when its copying begins. */
record OpenFolder(FolderPair pair, FolderListing listing, TargetFolder target) {}
