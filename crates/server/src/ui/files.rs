//! The built files of the interface. Written by `make web-build`; not for editing.

use super::File;

/// Sorted by name.
pub(super) const FILES: &[File] = &[
    File {
        name: "Artifacts-C5juG3Zz.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Artifacts-C5juG3Zz.js.gz"),
    },
    File {
        name: "Artifacts-a6LkxW_T.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Artifacts-a6LkxW_T.css.gz"),
    },
    File {
        name: "CellView-D78lpfW1.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/CellView-D78lpfW1.js.gz"),
    },
    File {
        name: "Charts-B7lzJ6QH.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Charts-B7lzJ6QH.js.gz"),
    },
    File {
        name: "Charts-Cg-58P6s.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Charts-Cg-58P6s.js.gz"),
    },
    File {
        name: "ComparePage-D2ZdVGlo.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ComparePage-D2ZdVGlo.js.gz"),
    },
    File {
        name: "DeleteDialog-7GQz7i3U.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/DeleteDialog-7GQz7i3U.js.gz"),
    },
    File {
        name: "Dialog-DC46cpew.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Dialog-DC46cpew.js.gz"),
    },
    File {
        name: "ExperimentDialog-DzRh6_RQ.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ExperimentDialog-DzRh6_RQ.js.gz"),
    },
    File {
        name: "Markdown-CU48ti--.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Markdown-CU48ti--.js.gz"),
    },
    File {
        name: "MetricCards-B4GlKweS.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/MetricCards-B4GlKweS.js.gz"),
    },
    File {
        name: "Pairs-Dt9X86U2.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Pairs-Dt9X86U2.js.gz"),
    },
    File {
        name: "Palette-D2KWips2.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Palette-D2KWips2.js.gz"),
    },
    File {
        name: "Predictions-pBn6-oIg.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Predictions-pBn6-oIg.js.gz"),
    },
    File {
        name: "ReadingView-Cjo_PYr7.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ReadingView-Cjo_PYr7.js.gz"),
    },
    File {
        name: "Rendered-BEGUS4g0.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Rendered-BEGUS4g0.css.gz"),
    },
    File {
        name: "Rendered-Cu0KdH5F.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Rendered-Cu0KdH5F.js.gz"),
    },
    File {
        name: "RunPage-B-ykVL8n.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunPage-B-ykVL8n.js.gz"),
    },
    File {
        name: "RunPage-B2AfUoOb.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunPage-B2AfUoOb.css.gz"),
    },
    File {
        name: "RunsCharts-Qy4pMown.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunsCharts-Qy4pMown.js.gz"),
    },
    File {
        name: "RunsPage-KSIpSaxK.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunsPage-KSIpSaxK.js.gz"),
    },
    File {
        name: "SearchPage-9sUxZ-KY.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/SearchPage-9sUxZ-KY.js.gz"),
    },
    File {
        name: "Status-G1FseSyq.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Status-G1FseSyq.js.gz"),
    },
    File {
        name: "Tables-BjF_c08k.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Tables-BjF_c08k.js.gz"),
    },
    File {
        name: "charts-BekpZZHh.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/charts-BekpZZHh.css.gz"),
    },
    File {
        name: "charts-C-ECv77L.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/charts-C-ECv77L.js.gz"),
    },
    File {
        name: "client-BXDBXdlW.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/client-BXDBXdlW.js.gz"),
    },
    File {
        name: "columns-DMr8rym_.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/columns-DMr8rym_.js.gz"),
    },
    File {
        name: "dash-C3lDis1m.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/dash-C3lDis1m.js.gz"),
    },
    File {
        name: "icon-CfBCIRiL.svg",
        content_type: "image/svg+xml",
        gzip: include_bytes!("../../ui/assets/icon-CfBCIRiL.svg.gz"),
    },
    File {
        name: "index-CfFqwZQn.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/index-CfFqwZQn.js.gz"),
    },
    File {
        name: "index-CupMDhPj.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/index-CupMDhPj.css.gz"),
    },
    File {
        name: "jsx-runtime-DyZJNswf.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/jsx-runtime-DyZJNswf.js.gz"),
    },
    File {
        name: "licenses-1ebb0bea.txt",
        content_type: "text/plain; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/licenses-1ebb0bea.txt.gz"),
    },
    File {
        name: "loggedTables-D9WnCRsT.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/loggedTables-D9WnCRsT.js.gz"),
    },
    File {
        name: "recent-BQ2C9vdf.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/recent-BQ2C9vdf.js.gz"),
    },
    File {
        name: "search-CLwI1Vqi.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/search-CLwI1Vqi.js.gz"),
    },
    File {
        name: "search-Dv3PuV-K.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/search-Dv3PuV-K.css.gz"),
    },
    File {
        name: "useInSight-C1Hbc25c.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useInSight-C1Hbc25c.js.gz"),
    },
    File {
        name: "useLast-DitTVXnQ.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useLast-DitTVXnQ.js.gz"),
    },
    File {
        name: "useMutation-BEL1vliA.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useMutation-BEL1vliA.js.gz"),
    },
    File {
        name: "useQueries-CrH6ikij.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useQueries-CrH6ikij.js.gz"),
    },
    File {
        name: "useVirtualRowKeys-Di-KvDoC.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useVirtualRowKeys-Di-KvDoC.js.gz"),
    },
    File {
        name: "values-VqzLF-1O.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/values-VqzLF-1O.js.gz"),
    },
];
