//! The built files of the interface. Written by `make web-build`; not for editing.

use super::File;

/// Sorted by name.
pub(super) const FILES: &[File] = &[
    File {
        name: "Artifacts-ANZBTKj1.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Artifacts-ANZBTKj1.js.gz"),
    },
    File {
        name: "Artifacts-Co715W7x.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Artifacts-Co715W7x.js.gz"),
    },
    File {
        name: "CellView-DbR-8nDz.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/CellView-DbR-8nDz.js.gz"),
    },
    File {
        name: "Charts-OiaTf3HR.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Charts-OiaTf3HR.js.gz"),
    },
    File {
        name: "Charts-oPDk6zsa.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Charts-oPDk6zsa.js.gz"),
    },
    File {
        name: "Choice-Br788S1i.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Choice-Br788S1i.js.gz"),
    },
    File {
        name: "ComparePage-D7tbvX-r.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ComparePage-D7tbvX-r.js.gz"),
    },
    File {
        name: "DeleteDialog-Du7L3av1.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/DeleteDialog-Du7L3av1.js.gz"),
    },
    File {
        name: "Dialog-D-P4H8Hp.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Dialog-D-P4H8Hp.js.gz"),
    },
    File {
        name: "Empty-BxC3GThJ.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Empty-BxC3GThJ.js.gz"),
    },
    File {
        name: "ExperimentDialog-DzEtf8MY.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ExperimentDialog-DzEtf8MY.js.gz"),
    },
    File {
        name: "Fold-CIULXqVr.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Fold-CIULXqVr.js.gz"),
    },
    File {
        name: "Markdown-B1I4bsSt.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Markdown-B1I4bsSt.js.gz"),
    },
    File {
        name: "MetricCards-DcEIZWOl.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/MetricCards-DcEIZWOl.js.gz"),
    },
    File {
        name: "Pair-CBSqDDjd.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Pair-CBSqDDjd.js.gz"),
    },
    File {
        name: "Pairs-CC3fnunV.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Pairs-CC3fnunV.js.gz"),
    },
    File {
        name: "Palette-DyeA7BRl.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Palette-DyeA7BRl.js.gz"),
    },
    File {
        name: "Peek-CpEL1FWi.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Peek-CpEL1FWi.js.gz"),
    },
    File {
        name: "Predictions-B5b_y1_m.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Predictions-B5b_y1_m.js.gz"),
    },
    File {
        name: "Predictions-BMDbuq4l.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Predictions-BMDbuq4l.js.gz"),
    },
    File {
        name: "Preparing-fp6yHSuS.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Preparing-fp6yHSuS.js.gz"),
    },
    File {
        name: "Prompts-B07QU3nl.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Prompts-B07QU3nl.js.gz"),
    },
    File {
        name: "Prompts-D0G3ZEIf.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Prompts-D0G3ZEIf.js.gz"),
    },
    File {
        name: "ReadingView-BBqHieyW.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ReadingView-BBqHieyW.js.gz"),
    },
    File {
        name: "Rendered-BEGUS4g0.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Rendered-BEGUS4g0.css.gz"),
    },
    File {
        name: "Rendered-Dc7JiONc.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Rendered-Dc7JiONc.js.gz"),
    },
    File {
        name: "RunPage-B2AfUoOb.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunPage-B2AfUoOb.css.gz"),
    },
    File {
        name: "RunPage-CbFf_LJE.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunPage-CbFf_LJE.js.gz"),
    },
    File {
        name: "RunsCharts-DVCB5R3J.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunsCharts-DVCB5R3J.js.gz"),
    },
    File {
        name: "RunsPage-nqHzSL-9.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunsPage-nqHzSL-9.js.gz"),
    },
    File {
        name: "SearchPage-C1DDC_CE.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/SearchPage-C1DDC_CE.js.gz"),
    },
    File {
        name: "Tables-BrM_-hOV.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Tables-BrM_-hOV.js.gz"),
    },
    File {
        name: "WordDiff-D0lqtXMm.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/WordDiff-D0lqtXMm.js.gz"),
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
        name: "charts-D4qWiLtd.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/charts-D4qWiLtd.js.gz"),
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
        name: "fileList-d3OtV3_9.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/fileList-d3OtV3_9.js.gz"),
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
        name: "frame-Comu8SZf.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/frame-Comu8SZf.js.gz"),
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
        name: "index-Bg8Qu1pJ.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/index-Bg8Qu1pJ.js.gz"),
    },
    File {
        name: "index-CetUZ1y9.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/index-CetUZ1y9.css.gz"),
    },
    File {
        name: "jsx-runtime-Wy9s6hX0.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/jsx-runtime-Wy9s6hX0.js.gz"),
    },
    File {
        name: "keys-CVUFCaQc.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/keys-CVUFCaQc.js.gz"),
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
        name: "lost-tE7DxvQy.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/lost-tE7DxvQy.js.gz"),
    },
    File {
        name: "measure-CFtojykp.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/measure-CFtojykp.js.gz"),
    },
    File {
        name: "naming-8mtgFnKg.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/naming-8mtgFnKg.js.gz"),
    },
    File {
        name: "prompts-96ouqIqi.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/prompts-96ouqIqi.js.gz"),
    },
    File {
        name: "roles-yU7R8ASk.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/roles-yU7R8ASk.js.gz"),
    },
    File {
        name: "runTables-dANZCZnv.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/runTables-dANZCZnv.js.gz"),
    },
    File {
        name: "search-BesWxeoC.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/search-BesWxeoC.js.gz"),
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
        name: "tables-CyB709Qp.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/tables-CyB709Qp.js.gz"),
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
        name: "useMutation-sh7kE22q.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useMutation-sh7kE22q.js.gz"),
    },
    File {
        name: "useRouter-DvKWEgKd.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useRouter-DvKWEgKd.js.gz"),
    },
    File {
        name: "useTables-CA9oFLIF.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useTables-CA9oFLIF.js.gz"),
    },
    File {
        name: "values-VqzLF-1O.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/values-VqzLF-1O.js.gz"),
    },
];
