//! The built files of the interface. Written by `make web-build`; not for editing.

use super::File;

/// Sorted by name.
pub(super) const FILES: &[File] = &[
    File {
        name: "Artifacts-DU5VIsCH.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Artifacts-DU5VIsCH.js.gz"),
    },
    File {
        name: "Artifacts-Qc3eZk_b.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Artifacts-Qc3eZk_b.js.gz"),
    },
    File {
        name: "CellView-BtvXc30e.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/CellView-BtvXc30e.js.gz"),
    },
    File {
        name: "Charts-BMG-zT1C.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Charts-BMG-zT1C.js.gz"),
    },
    File {
        name: "Charts-CwjTwe7A.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Charts-CwjTwe7A.js.gz"),
    },
    File {
        name: "ComparePage-D35QOl1V.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ComparePage-D35QOl1V.js.gz"),
    },
    File {
        name: "DeleteDialog-BG6Ql9NK.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/DeleteDialog-BG6Ql9NK.js.gz"),
    },
    File {
        name: "Dialog-D-P4H8Hp.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Dialog-D-P4H8Hp.js.gz"),
    },
    File {
        name: "ExperimentDialog-D4CCDz0n.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ExperimentDialog-D4CCDz0n.js.gz"),
    },
    File {
        name: "Markdown-B1iAmRBA.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Markdown-B1iAmRBA.js.gz"),
    },
    File {
        name: "MetricCards-BVL0NDqH.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/MetricCards-BVL0NDqH.js.gz"),
    },
    File {
        name: "Pair-DCbpjxHb.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Pair-DCbpjxHb.js.gz"),
    },
    File {
        name: "Pairs-LypFtoKl.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Pairs-LypFtoKl.js.gz"),
    },
    File {
        name: "Palette-E0iec3cM.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Palette-E0iec3cM.js.gz"),
    },
    File {
        name: "Predictions-BznRckv8.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Predictions-BznRckv8.js.gz"),
    },
    File {
        name: "Predictions-Gq8DlLeY.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Predictions-Gq8DlLeY.js.gz"),
    },
    File {
        name: "Preparing-BfYRbN0-.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Preparing-BfYRbN0-.js.gz"),
    },
    File {
        name: "Prompts-BBNLZ0en.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Prompts-BBNLZ0en.js.gz"),
    },
    File {
        name: "Prompts-D-0Ah5sR.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Prompts-D-0Ah5sR.js.gz"),
    },
    File {
        name: "ReadingView-jrCljDlA.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ReadingView-jrCljDlA.js.gz"),
    },
    File {
        name: "Rendered-BEGUS4g0.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Rendered-BEGUS4g0.css.gz"),
    },
    File {
        name: "Rendered-BN_DTvR0.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Rendered-BN_DTvR0.js.gz"),
    },
    File {
        name: "RunPage-B2AfUoOb.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunPage-B2AfUoOb.css.gz"),
    },
    File {
        name: "RunPage-CVIiCheS.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunPage-CVIiCheS.js.gz"),
    },
    File {
        name: "RunsCharts-lkJCO_9_.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunsCharts-lkJCO_9_.js.gz"),
    },
    File {
        name: "RunsPage-BNcZkv-D.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunsPage-BNcZkv-D.js.gz"),
    },
    File {
        name: "SearchPage-CRDiljMz.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/SearchPage-CRDiljMz.js.gz"),
    },
    File {
        name: "Tables-vPtnDTZ5.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Tables-vPtnDTZ5.js.gz"),
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
        name: "charts-BjEjE1d6.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/charts-BjEjE1d6.js.gz"),
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
        name: "filterText-BYa1Fzd7.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/filterText-BYa1Fzd7.js.gz"),
    },
    File {
        name: "frame-BEJoKJ6V.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/frame-BEJoKJ6V.js.gz"),
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
        name: "index-C-_ThkkI.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/index-C-_ThkkI.css.gz"),
    },
    File {
        name: "index-D8gbiYqW.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/index-D8gbiYqW.js.gz"),
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
        name: "loggedTables-bIMCFaEd.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/loggedTables-bIMCFaEd.js.gz"),
    },
    File {
        name: "lost-Dq3HXzGp.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/lost-Dq3HXzGp.js.gz"),
    },
    File {
        name: "measure-CgIVAx7d.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/measure-CgIVAx7d.js.gz"),
    },
    File {
        name: "prompts-ndsQEHhP.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/prompts-ndsQEHhP.js.gz"),
    },
    File {
        name: "quoted-BRIv6Iwj.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/quoted-BRIv6Iwj.js.gz"),
    },
    File {
        name: "runTables-BJkSSB6Q.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/runTables-BJkSSB6Q.js.gz"),
    },
    File {
        name: "search-C_U1xV8b.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/search-C_U1xV8b.js.gz"),
    },
    File {
        name: "search-Dv3PuV-K.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/search-Dv3PuV-K.css.gz"),
    },
    File {
        name: "tables-Bk23fr6g.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/tables-Bk23fr6g.js.gz"),
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
        name: "useLast--rAY7qI7.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useLast--rAY7qI7.js.gz"),
    },
    File {
        name: "useMutation-BjiZKqDS.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useMutation-BjiZKqDS.js.gz"),
    },
    File {
        name: "useRouter-C57QZOAk.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useRouter-C57QZOAk.js.gz"),
    },
    File {
        name: "useTables-D3vsHWP-.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useTables-D3vsHWP-.js.gz"),
    },
    File {
        name: "values-VqzLF-1O.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/values-VqzLF-1O.js.gz"),
    },
];
