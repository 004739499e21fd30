// A page that somebody logged, in a frame of nobody's origin: its scripts draw, and reach neither this page, the server, cookies nor
// the network. The server says so with the file, the frame once more, and this page's policy keeps the frame where it is.
import { pageAddress } from "../../../api/artifacts";
import { baseName, scriptHosts } from "../../../lib/files";

interface Props {
  id: string;
  path: string;
  /** The beginning of the file, where a page names the scripts that it wants. */
  head: string;
}

export function Frame({ id, path, head }: Props) {
  const hosts = scriptHosts(head);
  return (
    <>
      {hosts.length > 0 && (
        <p role="note">
          This page wants scripts from {hosts.join(", ")}, which are not loaded, so parts of it may be missing. Log it with its scripts inside, a Plotly figure
          with <code>include_plotlyjs=True</code>; downloaded, it is as it was made.
        </p>
      )}
      <iframe className="page-frame" sandbox="allow-scripts" src={pageAddress(id, path)} title={baseName(path)} />
      <p className="quiet">Its scripts run in here, cut off from the server and the network.</p>
    </>
  );
}
