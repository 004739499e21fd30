//! The built files of the interface. Written by `make web-build`; not for editing.

use super::File;

/// Sorted by name.
pub(super) const FILES: &[File] = &[
    File {
        name: "Artifacts-a6LkxW_T.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Artifacts-a6LkxW_T.css.gz"),
    },
    File {
        name: "Artifacts-eCw95H9Y.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Artifacts-eCw95H9Y.js.gz"),
    },
    File {
        name: "CellView-CcXGRUrJ.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/CellView-CcXGRUrJ.js.gz"),
    },
    File {
        name: "Charts-CbA2P0cz.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Charts-CbA2P0cz.js.gz"),
    },
    File {
        name: "Charts-D1WMZmIZ.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Charts-D1WMZmIZ.js.gz"),
    },
    File {
        name: "ComparePage-DnYyuqsL.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ComparePage-DnYyuqsL.js.gz"),
    },
    File {
        name: "DeleteDialog-B5pI5ghG.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/DeleteDialog-B5pI5ghG.js.gz"),
    },
    File {
        name: "Dialog-DC46cpew.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Dialog-DC46cpew.js.gz"),
    },
    File {
        name: "ExperimentDialog-CZz9f1qH.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ExperimentDialog-CZz9f1qH.js.gz"),
    },
    File {
        name: "Markdown-BNkLHoU2.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Markdown-BNkLHoU2.js.gz"),
    },
    File {
        name: "MetricCards-SfgBEJJu.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/MetricCards-SfgBEJJu.js.gz"),
    },
    File {
        name: "Pairs-BBoaaTmn.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Pairs-BBoaaTmn.js.gz"),
    },
    File {
        name: "Palette-C9SVfZSt.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Palette-C9SVfZSt.js.gz"),
    },
    File {
        name: "Predictions-111-8u7U.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Predictions-111-8u7U.js.gz"),
    },
    File {
        name: "ReadingView-B42PuawE.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ReadingView-B42PuawE.js.gz"),
    },
    File {
        name: "Rendered-BEGUS4g0.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Rendered-BEGUS4g0.css.gz"),
    },
    File {
        name: "Rendered-BUOO7fB8.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Rendered-BUOO7fB8.js.gz"),
    },
    File {
        name: "RunPage-B2AfUoOb.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunPage-B2AfUoOb.css.gz"),
    },
    File {
        name: "RunPage-CsHv-2i9.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunPage-CsHv-2i9.js.gz"),
    },
    File {
        name: "RunsCharts-CB2FkdD7.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunsCharts-CB2FkdD7.js.gz"),
    },
    File {
        name: "RunsPage-BiALAt1E.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunsPage-BiALAt1E.js.gz"),
    },
    File {
        name: "SearchPage-0xW6nA3y.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/SearchPage-0xW6nA3y.js.gz"),
    },
    File {
        name: "Status-BeQGY4hk.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Status-BeQGY4hk.js.gz"),
    },
    File {
        name: "Tables-C7DdO2Sq.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Tables-C7DdO2Sq.js.gz"),
    },
    File {
        name: "charts-BekpZZHh.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/charts-BekpZZHh.css.gz"),
    },
    File {
        name: "charts-BtobziyS.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/charts-BtobziyS.js.gz"),
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
        name: "index-CupMDhPj.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/index-CupMDhPj.css.gz"),
    },
    File {
        name: "index-DMJ9oi4z.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/index-DMJ9oi4z.js.gz"),
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
        name: "search-DthnsXmf.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/search-DthnsXmf.js.gz"),
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
        name: "useMutation-Du9-vxnT.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useMutation-Du9-vxnT.js.gz"),
    },
    File {
        name: "useQueries-CrH6ikij.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useQueries-CrH6ikij.js.gz"),
    },
    File {
        name: "useVirtualRowKeys-CHdoSk-n.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useVirtualRowKeys-CHdoSk-n.js.gz"),
    },
    File {
        name: "values-VqzLF-1O.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/values-VqzLF-1O.js.gz"),
    },
];
