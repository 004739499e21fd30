//! The built files of the interface. Written by `make web-build`; not for editing.

use super::File;

/// Sorted by name.
pub(super) const FILES: &[File] = &[
    File {
        name: "Artifacts-CPS4AepV.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Artifacts-CPS4AepV.js.gz"),
    },
    File {
        name: "Artifacts-DSxTZwQW.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Artifacts-DSxTZwQW.js.gz"),
    },
    File {
        name: "CellView-Dp2riOB2.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/CellView-Dp2riOB2.js.gz"),
    },
    File {
        name: "Charts-B2kBlT_R.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Charts-B2kBlT_R.js.gz"),
    },
    File {
        name: "Charts-DLsYY-ep.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Charts-DLsYY-ep.js.gz"),
    },
    File {
        name: "ComparePage-Bpza5uHC.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ComparePage-Bpza5uHC.js.gz"),
    },
    File {
        name: "DeleteDialog-CZjEnQJu.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/DeleteDialog-CZjEnQJu.js.gz"),
    },
    File {
        name: "Dialog-D-P4H8Hp.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Dialog-D-P4H8Hp.js.gz"),
    },
    File {
        name: "ExperimentDialog-6ytAUMAY.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ExperimentDialog-6ytAUMAY.js.gz"),
    },
    File {
        name: "Fold-CIULXqVr.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Fold-CIULXqVr.js.gz"),
    },
    File {
        name: "Markdown-B90LePbF.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Markdown-B90LePbF.js.gz"),
    },
    File {
        name: "MetricCards-Cbo9wqhR.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/MetricCards-Cbo9wqhR.js.gz"),
    },
    File {
        name: "Pair-Dk9N_cyg.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Pair-Dk9N_cyg.js.gz"),
    },
    File {
        name: "Pairs-DDFvaaJd.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Pairs-DDFvaaJd.js.gz"),
    },
    File {
        name: "Palette-BiX_ApFa.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Palette-BiX_ApFa.js.gz"),
    },
    File {
        name: "Peek-BV1I8V8-.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Peek-BV1I8V8-.js.gz"),
    },
    File {
        name: "Predictions-C8VflV-A.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Predictions-C8VflV-A.js.gz"),
    },
    File {
        name: "Predictions-vNjyoGnP.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Predictions-vNjyoGnP.js.gz"),
    },
    File {
        name: "Preparing-Tho0EGOu.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Preparing-Tho0EGOu.js.gz"),
    },
    File {
        name: "Prompts-Bq855S36.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Prompts-Bq855S36.js.gz"),
    },
    File {
        name: "Prompts-DjcnQe49.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Prompts-DjcnQe49.js.gz"),
    },
    File {
        name: "ReadingView-BK6rUYA_.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ReadingView-BK6rUYA_.js.gz"),
    },
    File {
        name: "Rendered-BEGUS4g0.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Rendered-BEGUS4g0.css.gz"),
    },
    File {
        name: "Rendered-Bb2zHvWS.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Rendered-Bb2zHvWS.js.gz"),
    },
    File {
        name: "RunPage-B2AfUoOb.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunPage-B2AfUoOb.css.gz"),
    },
    File {
        name: "RunPage-lRjEtS17.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunPage-lRjEtS17.js.gz"),
    },
    File {
        name: "RunsCharts-Df7gPxxd.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunsCharts-Df7gPxxd.js.gz"),
    },
    File {
        name: "RunsPage-CPD7XBpv.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunsPage-CPD7XBpv.js.gz"),
    },
    File {
        name: "SearchPage-BUjrjJT7.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/SearchPage-BUjrjJT7.js.gz"),
    },
    File {
        name: "Tables-CMijJ56R.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Tables-CMijJ56R.js.gz"),
    },
    File {
        name: "WordDiff-DngeQxi1.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/WordDiff-DngeQxi1.js.gz"),
    },
    File {
        name: "artifacts-C_2Ld26q.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/artifacts-C_2Ld26q.js.gz"),
    },
    File {
        name: "artifacts-DhAr44WX.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/artifacts-DhAr44WX.css.gz"),
    },
    File {
        name: "artifacts-U_064YIE.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/artifacts-U_064YIE.js.gz"),
    },
    File {
        name: "cells-FpvqN5F7.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/cells-FpvqN5F7.js.gz"),
    },
    File {
        name: "charts-B6KwSqYn.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/charts-B6KwSqYn.js.gz"),
    },
    File {
        name: "charts-B9IsU6gt.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/charts-B9IsU6gt.css.gz"),
    },
    File {
        name: "client-BZH0uROP.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/client-BZH0uROP.js.gz"),
    },
    File {
        name: "columns-BW9tl8Vz.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/columns-BW9tl8Vz.js.gz"),
    },
    File {
        name: "compared-Bs0UHfdP.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/compared-Bs0UHfdP.css.gz"),
    },
    File {
        name: "dash-C3lDis1m.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/dash-C3lDis1m.js.gz"),
    },
    File {
        name: "export-bXOBRBnC.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/export-bXOBRBnC.js.gz"),
    },
    File {
        name: "files-848fDVDv.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/files-848fDVDv.js.gz"),
    },
    File {
        name: "filterText-B5QfYhew.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/filterText-B5QfYhew.js.gz"),
    },
    File {
        name: "foundKeys-CnKU9-58.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/foundKeys-CnKU9-58.js.gz"),
    },
    File {
        name: "frame-Cn1Vpd2A.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/frame-Cn1Vpd2A.js.gz"),
    },
    File {
        name: "grouped-BbvZMBBz.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/grouped-BbvZMBBz.js.gz"),
    },
    File {
        name: "icon-CfBCIRiL.svg",
        content_type: "image/svg+xml",
        gzip: include_bytes!("../../ui/assets/icon-CfBCIRiL.svg.gz"),
    },
    File {
        name: "index-95oRxND9.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/index-95oRxND9.css.gz"),
    },
    File {
        name: "index-DXxY1rJs.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/index-DXxY1rJs.js.gz"),
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
        name: "link-BwOI9uz6.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/link-BwOI9uz6.js.gz"),
    },
    File {
        name: "lost-Ct5wHCja.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/lost-Ct5wHCja.js.gz"),
    },
    File {
        name: "measure-Vha5MGJc.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/measure-Vha5MGJc.js.gz"),
    },
    File {
        name: "prompts-DL5930m3.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/prompts-DL5930m3.js.gz"),
    },
    File {
        name: "quoted-BRIv6Iwj.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/quoted-BRIv6Iwj.js.gz"),
    },
    File {
        name: "roles-CBhIQt-z.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/roles-CBhIQt-z.js.gz"),
    },
    File {
        name: "runTables-D0PnmeN5.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/runTables-D0PnmeN5.js.gz"),
    },
    File {
        name: "search-I_GukAQ0.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/search-I_GukAQ0.js.gz"),
    },
    File {
        name: "search-_4So0aT1.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/search-_4So0aT1.css.gz"),
    },
    File {
        name: "sharedFiles-D3tz1GBY.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/sharedFiles-D3tz1GBY.js.gz"),
    },
    File {
        name: "tables-Cp4p7vSk.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/tables-Cp4p7vSk.js.gz"),
    },
    File {
        name: "ticks-_Tsuoaj6.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ticks-_Tsuoaj6.js.gz"),
    },
    File {
        name: "useComparison-D9L5pnTd.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useComparison-D9L5pnTd.js.gz"),
    },
    File {
        name: "useInSight-CapCkTsk.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useInSight-CapCkTsk.js.gz"),
    },
    File {
        name: "useLast--rAY7qI7.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useLast--rAY7qI7.js.gz"),
    },
    File {
        name: "useMutation-aq8W4d9d.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useMutation-aq8W4d9d.js.gz"),
    },
    File {
        name: "useRouter-DHc7K3NT.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useRouter-DHc7K3NT.js.gz"),
    },
    File {
        name: "useTables-DFqcgBN0.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useTables-DFqcgBN0.js.gz"),
    },
    File {
        name: "values-VqzLF-1O.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/values-VqzLF-1O.js.gz"),
    },
];
