//! The built files of the interface. Written by `make web-build`; not for editing.

use super::File;

/// Sorted by name.
pub(super) const FILES: &[File] = &[
    File {
        name: "Artifacts-C_NP7tM7.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Artifacts-C_NP7tM7.js.gz"),
    },
    File {
        name: "Artifacts-ty3Uahi9.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Artifacts-ty3Uahi9.js.gz"),
    },
    File {
        name: "CellView-BIzxLUBM.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/CellView-BIzxLUBM.js.gz"),
    },
    File {
        name: "Charts-XLW6H2yQ.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Charts-XLW6H2yQ.js.gz"),
    },
    File {
        name: "Charts-fJ5bgeIm.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Charts-fJ5bgeIm.js.gz"),
    },
    File {
        name: "Choice-Br788S1i.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Choice-Br788S1i.js.gz"),
    },
    File {
        name: "ComparePage-2lg_r6tJ.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ComparePage-2lg_r6tJ.js.gz"),
    },
    File {
        name: "DeleteDialog-CwcW7eQ1.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/DeleteDialog-CwcW7eQ1.js.gz"),
    },
    File {
        name: "Dialog-D-P4H8Hp.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Dialog-D-P4H8Hp.js.gz"),
    },
    File {
        name: "ExperimentDialog-DAVJpxiD.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ExperimentDialog-DAVJpxiD.js.gz"),
    },
    File {
        name: "Fold-CIULXqVr.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Fold-CIULXqVr.js.gz"),
    },
    File {
        name: "Markdown-6_5wdmWp.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Markdown-6_5wdmWp.js.gz"),
    },
    File {
        name: "MetricCards-CYEmTRbL.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/MetricCards-CYEmTRbL.js.gz"),
    },
    File {
        name: "Pair-CdUWnfmt.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Pair-CdUWnfmt.js.gz"),
    },
    File {
        name: "Pairs-D0VitPr0.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Pairs-D0VitPr0.js.gz"),
    },
    File {
        name: "Palette-DGaVSgpH.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Palette-DGaVSgpH.js.gz"),
    },
    File {
        name: "Peek-akLU1IlU.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Peek-akLU1IlU.js.gz"),
    },
    File {
        name: "Predictions-BpMnT6qG.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Predictions-BpMnT6qG.js.gz"),
    },
    File {
        name: "Predictions-lDAw2ozH.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Predictions-lDAw2ozH.js.gz"),
    },
    File {
        name: "Preparing-DITZ35x4.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Preparing-DITZ35x4.js.gz"),
    },
    File {
        name: "Prompts-Db7GxAX8.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Prompts-Db7GxAX8.js.gz"),
    },
    File {
        name: "Prompts-pVRGJ4m2.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Prompts-pVRGJ4m2.js.gz"),
    },
    File {
        name: "ReadingView-Dyvju9B2.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ReadingView-Dyvju9B2.js.gz"),
    },
    File {
        name: "Rendered-B3nKLUFa.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Rendered-B3nKLUFa.js.gz"),
    },
    File {
        name: "Rendered-BEGUS4g0.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Rendered-BEGUS4g0.css.gz"),
    },
    File {
        name: "RunPage-B2AfUoOb.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunPage-B2AfUoOb.css.gz"),
    },
    File {
        name: "RunPage-BvctURnu.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunPage-BvctURnu.js.gz"),
    },
    File {
        name: "RunsCharts-CDDxfax2.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunsCharts-CDDxfax2.js.gz"),
    },
    File {
        name: "RunsPage-BbxgXWsC.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunsPage-BbxgXWsC.js.gz"),
    },
    File {
        name: "SearchPage-BUM3WO1c.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/SearchPage-BUM3WO1c.js.gz"),
    },
    File {
        name: "Tables-CeDwwSuV.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Tables-CeDwwSuV.js.gz"),
    },
    File {
        name: "WordDiff-Cgp2A2mG.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/WordDiff-Cgp2A2mG.js.gz"),
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
        name: "charts-B54M6A7P.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/charts-B54M6A7P.js.gz"),
    },
    File {
        name: "charts-B9IsU6gt.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/charts-B9IsU6gt.css.gz"),
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
        name: "fileList-BQWwjilZ.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/fileList-BQWwjilZ.js.gz"),
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
        name: "foundKeys-DIe_zIPp.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/foundKeys-DIe_zIPp.js.gz"),
    },
    File {
        name: "frame-BuYZe2ra.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/frame-BuYZe2ra.js.gz"),
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
        name: "index-BBspfci3.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/index-BBspfci3.css.gz"),
    },
    File {
        name: "index-CA6qwun4.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/index-CA6qwun4.js.gz"),
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
        name: "link-DntrSd-l.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/link-DntrSd-l.js.gz"),
    },
    File {
        name: "lost-UaxCRV2W.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/lost-UaxCRV2W.js.gz"),
    },
    File {
        name: "measure-cnQwtzwY.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/measure-cnQwtzwY.js.gz"),
    },
    File {
        name: "naming-8mtgFnKg.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/naming-8mtgFnKg.js.gz"),
    },
    File {
        name: "prompts-CQ9pbTeS.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/prompts-CQ9pbTeS.js.gz"),
    },
    File {
        name: "roles-CnkAs5-r.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/roles-CnkAs5-r.js.gz"),
    },
    File {
        name: "runTables-BjBWoq5y.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/runTables-BjBWoq5y.js.gz"),
    },
    File {
        name: "search-DwFQI9qo.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/search-DwFQI9qo.js.gz"),
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
        name: "tables-NJzu8dsR.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/tables-NJzu8dsR.js.gz"),
    },
    File {
        name: "ticks-_Tsuoaj6.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ticks-_Tsuoaj6.js.gz"),
    },
    File {
        name: "useComparison-CUVjzOi-.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useComparison-CUVjzOi-.js.gz"),
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
        name: "useMutation-LPirk57d.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useMutation-LPirk57d.js.gz"),
    },
    File {
        name: "useRouter-DvKWEgKd.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useRouter-DvKWEgKd.js.gz"),
    },
    File {
        name: "useTables-C_bMuf9h.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useTables-C_bMuf9h.js.gz"),
    },
    File {
        name: "values-VqzLF-1O.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/values-VqzLF-1O.js.gz"),
    },
];
