// What was dropped on a page, as files: those of a folder with their paths in it.

export interface Chosen {
  /** Its path below where it goes. */
  path: string;
  file: File;
}

/** What is needed of a browser's `FileSystemEntry`. */
export interface Entry {
  isFile: boolean;
  fullPath: string;
  /** Of a file. */
  file?: (found: (file: File) => void, failed: (error: unknown) => void) => void;
  /** Of a folder. */
  createReader?: () => { readEntries: (found: (entries: Entry[]) => void, failed: (error: unknown) => void) => void };
}

export async function filesIn(entries: Entry[]): Promise<Chosen[]> {
  const found: Chosen[] = [];
  for (const entry of entries) {
    if (entry.isFile) found.push({ path: entry.fullPath.replace(/^\/+/, ""), file: await new Promise<File>((done, failed) => entry.file?.(done, failed)) });
    else found.push(...(await filesIn(await inside(entry))));
  }
  return found;
}

/** A browser tells of a folder a part at a time, and of nothing at its end. */
async function inside(folder: Entry): Promise<Entry[]> {
  const reader = folder.createReader?.();
  const all: Entry[] = [];
  for (;;) {
    const some = reader ? await new Promise<Entry[]>((done, failed) => reader.readEntries(done, failed)) : [];
    if (some.length === 0) return all;
    all.push(...some);
  }
}
