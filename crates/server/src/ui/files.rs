//! The built files of the interface. Written by `make web-build`; not for editing.

use super::File;

/// Sorted by name.
pub(super) const FILES: &[File] = &[
    File {
        name: "Artifacts-C8LtkwR0.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Artifacts-C8LtkwR0.js.gz"),
    },
    File {
        name: "Artifacts-CLOdJXn2.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Artifacts-CLOdJXn2.js.gz"),
    },
    File {
        name: "CellView-Cb3_WztM.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/CellView-Cb3_WztM.js.gz"),
    },
    File {
        name: "Charts-BhRaRtgK.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Charts-BhRaRtgK.js.gz"),
    },
    File {
        name: "Charts-LGOQL_pA.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Charts-LGOQL_pA.js.gz"),
    },
    File {
        name: "ComparePage-BsN_tCND.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ComparePage-BsN_tCND.js.gz"),
    },
    File {
        name: "DeleteDialog-BHD9MkWX.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/DeleteDialog-BHD9MkWX.js.gz"),
    },
    File {
        name: "Dialog-D-P4H8Hp.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Dialog-D-P4H8Hp.js.gz"),
    },
    File {
        name: "ExperimentDialog-CHnTvC3a.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ExperimentDialog-CHnTvC3a.js.gz"),
    },
    File {
        name: "Markdown-qQW0H5G_.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Markdown-qQW0H5G_.js.gz"),
    },
    File {
        name: "MetricCards-B7LmbeCV.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/MetricCards-B7LmbeCV.js.gz"),
    },
    File {
        name: "Pair-BPTsxfRI.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Pair-BPTsxfRI.js.gz"),
    },
    File {
        name: "Pairs-BMTr2hHp.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Pairs-BMTr2hHp.js.gz"),
    },
    File {
        name: "Palette-CFSibsGU.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Palette-CFSibsGU.js.gz"),
    },
    File {
        name: "Predictions-BvR5SlNw.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Predictions-BvR5SlNw.js.gz"),
    },
    File {
        name: "Predictions-FF9V3hcw.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Predictions-FF9V3hcw.js.gz"),
    },
    File {
        name: "Preparing-CQidYw9_.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Preparing-CQidYw9_.js.gz"),
    },
    File {
        name: "Prompts-B7jtgMwz.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Prompts-B7jtgMwz.js.gz"),
    },
    File {
        name: "Prompts-B_y_hgET.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Prompts-B_y_hgET.js.gz"),
    },
    File {
        name: "ReadingView-BpX9ryat.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ReadingView-BpX9ryat.js.gz"),
    },
    File {
        name: "Rendered-BEGUS4g0.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Rendered-BEGUS4g0.css.gz"),
    },
    File {
        name: "Rendered-Bmx0My6S.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Rendered-Bmx0My6S.js.gz"),
    },
    File {
        name: "RunPage-4NjIDv6F.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunPage-4NjIDv6F.js.gz"),
    },
    File {
        name: "RunPage-B2AfUoOb.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunPage-B2AfUoOb.css.gz"),
    },
    File {
        name: "RunsCharts-bGlU88VQ.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunsCharts-bGlU88VQ.js.gz"),
    },
    File {
        name: "RunsPage-BG-GwMLC.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunsPage-BG-GwMLC.js.gz"),
    },
    File {
        name: "SearchPage-CKBJ-35R.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/SearchPage-CKBJ-35R.js.gz"),
    },
    File {
        name: "Status-DC6qInCp.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Status-DC6qInCp.js.gz"),
    },
    File {
        name: "Tables-DSrav-zz.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Tables-DSrav-zz.js.gz"),
    },
    File {
        name: "WordDiff-BQazr45L.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/WordDiff-BQazr45L.js.gz"),
    },
    File {
        name: "artifacts-BoCpaOrc.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/artifacts-BoCpaOrc.js.gz"),
    },
    File {
        name: "artifacts-CLG6ghsa.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/artifacts-CLG6ghsa.js.gz"),
    },
    File {
        name: "artifacts-a6LkxW_T.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/artifacts-a6LkxW_T.css.gz"),
    },
    File {
        name: "cells-FpvqN5F7.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/cells-FpvqN5F7.js.gz"),
    },
    File {
        name: "charts-BekpZZHh.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/charts-BekpZZHh.css.gz"),
    },
    File {
        name: "charts-Dj25KUNI.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/charts-Dj25KUNI.js.gz"),
    },
    File {
        name: "client-DsW1woaI.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/client-DsW1woaI.js.gz"),
    },
    File {
        name: "compared-CDiAfxHo.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/compared-CDiAfxHo.css.gz"),
    },
    File {
        name: "dash-C3lDis1m.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/dash-C3lDis1m.js.gz"),
    },
    File {
        name: "files-848fDVDv.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/files-848fDVDv.js.gz"),
    },
    File {
        name: "filterText-Dp5z_WqI.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/filterText-Dp5z_WqI.js.gz"),
    },
    File {
        name: "frame-LUg--mi4.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/frame-LUg--mi4.js.gz"),
    },
    File {
        name: "icon-CfBCIRiL.svg",
        content_type: "image/svg+xml",
        gzip: include_bytes!("../../ui/assets/icon-CfBCIRiL.svg.gz"),
    },
    File {
        name: "index-BrlrzZD2.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/index-BrlrzZD2.js.gz"),
    },
    File {
        name: "index-ByAhod2l.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/index-ByAhod2l.css.gz"),
    },
    File {
        name: "jsx-runtime-Wy9s6hX0.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/jsx-runtime-Wy9s6hX0.js.gz"),
    },
    File {
        name: "licenses-1ebb0bea.txt",
        content_type: "text/plain; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/licenses-1ebb0bea.txt.gz"),
    },
    File {
        name: "link-WTfk5X5G.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/link-WTfk5X5G.js.gz"),
    },
    File {
        name: "loggedTables-D9WnCRsT.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/loggedTables-D9WnCRsT.js.gz"),
    },
    File {
        name: "measure-CFTb4Zg3.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/measure-CFTb4Zg3.js.gz"),
    },
    File {
        name: "prompts-DqBQirBD.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/prompts-DqBQirBD.js.gz"),
    },
    File {
        name: "quoted-BRIv6Iwj.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/quoted-BRIv6Iwj.js.gz"),
    },
    File {
        name: "runTables-CQCE1TtE.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/runTables-CQCE1TtE.js.gz"),
    },
    File {
        name: "search-Dv3PuV-K.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/search-Dv3PuV-K.css.gz"),
    },
    File {
        name: "search-pik2zP8b.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/search-pik2zP8b.js.gz"),
    },
    File {
        name: "tables-crIYMW7X.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/tables-crIYMW7X.js.gz"),
    },
    File {
        name: "useComparison-CYocMYhU.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useComparison-CYocMYhU.js.gz"),
    },
    File {
        name: "useInSight-C7jGtumE.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useInSight-C7jGtumE.js.gz"),
    },
    File {
        name: "useLast-DSgVq1YY.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useLast-DSgVq1YY.js.gz"),
    },
    File {
        name: "useMutation-C2wKIc1X.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useMutation-C2wKIc1X.js.gz"),
    },
    File {
        name: "useRouter-C57QZOAk.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useRouter-C57QZOAk.js.gz"),
    },
    File {
        name: "useTables-BwIOCC9T.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useTables-BwIOCC9T.js.gz"),
    },
    File {
        name: "values-Blq-D910.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/values-Blq-D910.js.gz"),
    },
];
