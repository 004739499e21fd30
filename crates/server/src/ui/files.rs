//! The built files of the interface. Written by `make web-build`; not for editing.

use super::File;

/// Sorted by name.
pub(super) const FILES: &[File] = &[
    File {
        name: "Artifacts-5ER2VBSr.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Artifacts-5ER2VBSr.js.gz"),
    },
    File {
        name: "Artifacts-BB-Lbb4c.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Artifacts-BB-Lbb4c.js.gz"),
    },
    File {
        name: "CellView-z-f3qm6d.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/CellView-z-f3qm6d.js.gz"),
    },
    File {
        name: "Charts-CtX5DbRj.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Charts-CtX5DbRj.js.gz"),
    },
    File {
        name: "Charts-p8sEpkb6.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Charts-p8sEpkb6.js.gz"),
    },
    File {
        name: "ComparePage-fR0Nfui4.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ComparePage-fR0Nfui4.js.gz"),
    },
    File {
        name: "DeleteDialog-CVB0bWxI.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/DeleteDialog-CVB0bWxI.js.gz"),
    },
    File {
        name: "Dialog-D-P4H8Hp.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Dialog-D-P4H8Hp.js.gz"),
    },
    File {
        name: "ExperimentDialog-SS3PVXSk.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ExperimentDialog-SS3PVXSk.js.gz"),
    },
    File {
        name: "Fold-CIULXqVr.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Fold-CIULXqVr.js.gz"),
    },
    File {
        name: "Markdown--CG6c2fJ.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Markdown--CG6c2fJ.js.gz"),
    },
    File {
        name: "MetricCards-fdTnxvL4.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/MetricCards-fdTnxvL4.js.gz"),
    },
    File {
        name: "Pair-kKOQ2zKy.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Pair-kKOQ2zKy.js.gz"),
    },
    File {
        name: "Pairs-CSm3y4_8.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Pairs-CSm3y4_8.js.gz"),
    },
    File {
        name: "Palette-7dwndYyX.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Palette-7dwndYyX.js.gz"),
    },
    File {
        name: "Peek-BQRYEVNt.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Peek-BQRYEVNt.js.gz"),
    },
    File {
        name: "Predictions-3pzIpgCI.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Predictions-3pzIpgCI.js.gz"),
    },
    File {
        name: "Predictions-B0vRt3k7.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Predictions-B0vRt3k7.js.gz"),
    },
    File {
        name: "Preparing-CX3Koq_H.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Preparing-CX3Koq_H.js.gz"),
    },
    File {
        name: "Prompts-BHm7C7ja.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Prompts-BHm7C7ja.js.gz"),
    },
    File {
        name: "Prompts-BtmBHkhX.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Prompts-BtmBHkhX.js.gz"),
    },
    File {
        name: "ReadingView-DdZ79Q5s.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ReadingView-DdZ79Q5s.js.gz"),
    },
    File {
        name: "Rendered-B9nxvZh8.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Rendered-B9nxvZh8.js.gz"),
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
        name: "RunPage-DOHTIXsB.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunPage-DOHTIXsB.js.gz"),
    },
    File {
        name: "RunsCharts-CLUdyYoe.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunsCharts-CLUdyYoe.js.gz"),
    },
    File {
        name: "RunsPage-Dd51XOsJ.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunsPage-Dd51XOsJ.js.gz"),
    },
    File {
        name: "SearchPage-B1RCj20i.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/SearchPage-B1RCj20i.js.gz"),
    },
    File {
        name: "Tables-DD7ndgzG.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Tables-DD7ndgzG.js.gz"),
    },
    File {
        name: "WordDiff-s5W_nNpm.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/WordDiff-s5W_nNpm.js.gz"),
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
        name: "charts-B9IsU6gt.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/charts-B9IsU6gt.css.gz"),
    },
    File {
        name: "charts-CGKCtRa_.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/charts-CGKCtRa_.js.gz"),
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
        name: "foundKeys-BUz24O5U.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/foundKeys-BUz24O5U.js.gz"),
    },
    File {
        name: "frame-D9qbKrum.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/frame-D9qbKrum.js.gz"),
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
        name: "index-vNtPQan-.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/index-vNtPQan-.js.gz"),
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
        name: "lost-CaLSEss0.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/lost-CaLSEss0.js.gz"),
    },
    File {
        name: "measure-_KtoBb92.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/measure-_KtoBb92.js.gz"),
    },
    File {
        name: "prompts-BhCrYDjp.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/prompts-BhCrYDjp.js.gz"),
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
        name: "runTables-BlF-wPgH.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/runTables-BlF-wPgH.js.gz"),
    },
    File {
        name: "search-EFlyYyOO.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/search-EFlyYyOO.js.gz"),
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
        name: "tables-BkIZSLz2.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/tables-BkIZSLz2.js.gz"),
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
        name: "useMutation-ZzxgWs0V.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useMutation-ZzxgWs0V.js.gz"),
    },
    File {
        name: "useRouter-DHc7K3NT.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useRouter-DHc7K3NT.js.gz"),
    },
    File {
        name: "useTables-BIekTKnF.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useTables-BIekTKnF.js.gz"),
    },
    File {
        name: "values-VqzLF-1O.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/values-VqzLF-1O.js.gz"),
    },
];
