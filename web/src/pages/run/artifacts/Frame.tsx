// A page that somebody logged, in a frame that may do nothing: no scripts, no forms, no windows, an origin of its own.
// It is also under this page's policy, which lets it load nothing from elsewhere and have no styles of its own.

export function Frame({ html, name }: { html: string; name: string }) {
  return (
    <>
      <p className="quiet">Shown without its scripts and styles. Downloaded, it is as it was made.</p>
      <iframe className="page-frame" sandbox="" srcDoc={html} title={name} />
    </>
  );
}
