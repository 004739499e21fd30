//! The built files of the interface. Written by `make web-build`; not for editing.

use super::File;

/// Sorted by name.
pub(super) const FILES: &[File] = &[
    File {
        name: "Artifacts-Cb_WuREc.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Artifacts-Cb_WuREc.js.gz"),
    },
    File {
        name: "Artifacts-hNk2pzzo.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Artifacts-hNk2pzzo.js.gz"),
    },
    File {
        name: "CellView-DHOB7_F1.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/CellView-DHOB7_F1.js.gz"),
    },
    File {
        name: "Charts-Cysk4bm5.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Charts-Cysk4bm5.js.gz"),
    },
    File {
        name: "Charts-D9_S4k-r.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Charts-D9_S4k-r.js.gz"),
    },
    File {
        name: "Choice-Br788S1i.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Choice-Br788S1i.js.gz"),
    },
    File {
        name: "ComparePage-Ckt42cGG.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ComparePage-Ckt42cGG.js.gz"),
    },
    File {
        name: "DeleteDialog-FR51wmwg.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/DeleteDialog-FR51wmwg.js.gz"),
    },
    File {
        name: "Dialog-D-P4H8Hp.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Dialog-D-P4H8Hp.js.gz"),
    },
    File {
        name: "Empty-DffjG3ib.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Empty-DffjG3ib.js.gz"),
    },
    File {
        name: "ExperimentDialog-u4E-1NYU.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ExperimentDialog-u4E-1NYU.js.gz"),
    },
    File {
        name: "Fold-CIULXqVr.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Fold-CIULXqVr.js.gz"),
    },
    File {
        name: "Markdown-ddkgZARi.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Markdown-ddkgZARi.js.gz"),
    },
    File {
        name: "MetricCards-DeB5AP3y.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/MetricCards-DeB5AP3y.js.gz"),
    },
    File {
        name: "Pair-BSTbbEug.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Pair-BSTbbEug.js.gz"),
    },
    File {
        name: "Pairs-BNIvDO3j.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Pairs-BNIvDO3j.js.gz"),
    },
    File {
        name: "Palette-CN0y9xfc.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Palette-CN0y9xfc.js.gz"),
    },
    File {
        name: "Peek-C0FwS9Is.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Peek-C0FwS9Is.js.gz"),
    },
    File {
        name: "Predictions-01v5Bf4_.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Predictions-01v5Bf4_.js.gz"),
    },
    File {
        name: "Predictions-TdGw5iqz.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Predictions-TdGw5iqz.js.gz"),
    },
    File {
        name: "Preparing-C8IgbDpf.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Preparing-C8IgbDpf.js.gz"),
    },
    File {
        name: "Prompts-BU7ynr3G.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Prompts-BU7ynr3G.js.gz"),
    },
    File {
        name: "Prompts-NRM1pFkx.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Prompts-NRM1pFkx.js.gz"),
    },
    File {
        name: "ReadingView-D4uroCdY.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ReadingView-D4uroCdY.js.gz"),
    },
    File {
        name: "Rendered-BEGUS4g0.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Rendered-BEGUS4g0.css.gz"),
    },
    File {
        name: "Rendered-BdjfYMS7.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Rendered-BdjfYMS7.js.gz"),
    },
    File {
        name: "RunPage-B2AfUoOb.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunPage-B2AfUoOb.css.gz"),
    },
    File {
        name: "RunPage-DecqdtbW.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunPage-DecqdtbW.js.gz"),
    },
    File {
        name: "RunsCharts-BVvjnHMb.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunsCharts-BVvjnHMb.js.gz"),
    },
    File {
        name: "RunsPage-L13dsL5A.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunsPage-L13dsL5A.js.gz"),
    },
    File {
        name: "SearchPage-bY0kK7GC.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/SearchPage-bY0kK7GC.js.gz"),
    },
    File {
        name: "Tables-BswoDA4o.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Tables-BswoDA4o.js.gz"),
    },
    File {
        name: "WordDiff-BLPqdyGV.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/WordDiff-BLPqdyGV.js.gz"),
    },
    File {
        name: "artifacts-C_2Ld26q.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/artifacts-C_2Ld26q.js.gz"),
    },
    File {
        name: "artifacts-DRItgkvc.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/artifacts-DRItgkvc.js.gz"),
    },
    File {
        name: "artifacts-DhAr44WX.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/artifacts-DhAr44WX.css.gz"),
    },
    File {
        name: "cells-FpvqN5F7.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/cells-FpvqN5F7.js.gz"),
    },
    File {
        name: "charts-B9IsU6gt.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/charts-B9IsU6gt.css.gz"),
    },
    File {
        name: "charts-Cs1H-s1F.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/charts-Cs1H-s1F.js.gz"),
    },
    File {
        name: "client-Cb2sTORP.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/client-Cb2sTORP.js.gz"),
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
        name: "fileList-mVzmRpPR.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/fileList-mVzmRpPR.js.gz"),
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
        name: "frame-B8wnt27T.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/frame-B8wnt27T.js.gz"),
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
        name: "index-CetUZ1y9.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/index-CetUZ1y9.css.gz"),
    },
    File {
        name: "index-zGgqPGKT.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/index-zGgqPGKT.js.gz"),
    },
    File {
        name: "jsx-runtime-Wy9s6hX0.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/jsx-runtime-Wy9s6hX0.js.gz"),
    },
    File {
        name: "keys-B0vd1pF7.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/keys-B0vd1pF7.js.gz"),
    },
    File {
        name: "licenses-1ebb0bea.txt",
        content_type: "text/plain; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/licenses-1ebb0bea.txt.gz"),
    },
    File {
        name: "link-DntrSd-l.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/link-DntrSd-l.js.gz"),
    },
    File {
        name: "lost-CHL4L5_U.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/lost-CHL4L5_U.js.gz"),
    },
    File {
        name: "measure-bLan21pV.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/measure-bLan21pV.js.gz"),
    },
    File {
        name: "naming-8mtgFnKg.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/naming-8mtgFnKg.js.gz"),
    },
    File {
        name: "prompts-DwBTxkgn.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/prompts-DwBTxkgn.js.gz"),
    },
    File {
        name: "roles-yU7R8ASk.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/roles-yU7R8ASk.js.gz"),
    },
    File {
        name: "runTables-CVzMpJE7.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/runTables-CVzMpJE7.js.gz"),
    },
    File {
        name: "search-BdlYR9v7.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/search-BdlYR9v7.js.gz"),
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
        name: "tables-BSb7Y7Lq.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/tables-BSb7Y7Lq.js.gz"),
    },
    File {
        name: "ticks-_Tsuoaj6.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ticks-_Tsuoaj6.js.gz"),
    },
    File {
        name: "useComparison-DAaozy6r.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useComparison-DAaozy6r.js.gz"),
    },
    File {
        name: "useInSight-6y5DbaV8.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useInSight-6y5DbaV8.js.gz"),
    },
    File {
        name: "useLast--rAY7qI7.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useLast--rAY7qI7.js.gz"),
    },
    File {
        name: "useMutation-BqMa_vpS.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useMutation-BqMa_vpS.js.gz"),
    },
    File {
        name: "useRouter-DvKWEgKd.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useRouter-DvKWEgKd.js.gz"),
    },
    File {
        name: "useTables-DtuQWDoZ.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useTables-DtuQWDoZ.js.gz"),
    },
    File {
        name: "values-VqzLF-1O.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/values-VqzLF-1O.js.gz"),
    },
];
