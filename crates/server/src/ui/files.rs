//! The built files of the interface. Written by `make web-build`; not for editing.

use super::File;

/// Sorted by name.
pub(super) const FILES: &[File] = &[
    File {
        name: "Artifacts-BPWENGm9.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Artifacts-BPWENGm9.js.gz"),
    },
    File {
        name: "Artifacts-c763z9i8.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Artifacts-c763z9i8.js.gz"),
    },
    File {
        name: "CellView-B5UVxcqI.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/CellView-B5UVxcqI.js.gz"),
    },
    File {
        name: "Charts-C4KSr-tN.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Charts-C4KSr-tN.js.gz"),
    },
    File {
        name: "Charts-DyWc_K-B.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Charts-DyWc_K-B.js.gz"),
    },
    File {
        name: "ComparePage-CYHvckHW.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ComparePage-CYHvckHW.js.gz"),
    },
    File {
        name: "DeleteDialog-oNa9_SnN.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/DeleteDialog-oNa9_SnN.js.gz"),
    },
    File {
        name: "Dialog-D-P4H8Hp.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Dialog-D-P4H8Hp.js.gz"),
    },
    File {
        name: "ExperimentDialog-BkrRHEti.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ExperimentDialog-BkrRHEti.js.gz"),
    },
    File {
        name: "Markdown-BAZDFgiy.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Markdown-BAZDFgiy.js.gz"),
    },
    File {
        name: "MetricCards-zCKuTbbT.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/MetricCards-zCKuTbbT.js.gz"),
    },
    File {
        name: "Pair-DhXUcsSI.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Pair-DhXUcsSI.js.gz"),
    },
    File {
        name: "Pairs-Bho5LOnK.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Pairs-Bho5LOnK.js.gz"),
    },
    File {
        name: "Palette-Dix_MKxK.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Palette-Dix_MKxK.js.gz"),
    },
    File {
        name: "Predictions-Dhg9U1D5.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Predictions-Dhg9U1D5.js.gz"),
    },
    File {
        name: "Predictions-VpDFk-6w.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Predictions-VpDFk-6w.js.gz"),
    },
    File {
        name: "Preparing-Bmnz7etP.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Preparing-Bmnz7etP.js.gz"),
    },
    File {
        name: "Prompts-DSDrGPm5.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Prompts-DSDrGPm5.js.gz"),
    },
    File {
        name: "Prompts-NUAZD0-l.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Prompts-NUAZD0-l.js.gz"),
    },
    File {
        name: "ReadingView-BLvr9-Md.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ReadingView-BLvr9-Md.js.gz"),
    },
    File {
        name: "Rendered-BEGUS4g0.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Rendered-BEGUS4g0.css.gz"),
    },
    File {
        name: "Rendered-Dr3MDuuF.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Rendered-Dr3MDuuF.js.gz"),
    },
    File {
        name: "RunPage-B2AfUoOb.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunPage-B2AfUoOb.css.gz"),
    },
    File {
        name: "RunPage-Cy4XtOAL.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunPage-Cy4XtOAL.js.gz"),
    },
    File {
        name: "RunsCharts-78eKz2nx.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunsCharts-78eKz2nx.js.gz"),
    },
    File {
        name: "RunsPage-CvcUhCCs.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunsPage-CvcUhCCs.js.gz"),
    },
    File {
        name: "SearchPage-B9oVv5FD.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/SearchPage-B9oVv5FD.js.gz"),
    },
    File {
        name: "Status-DC6qInCp.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Status-DC6qInCp.js.gz"),
    },
    File {
        name: "Tables-DpV1m5CX.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Tables-DpV1m5CX.js.gz"),
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
        name: "charts-BgkyARlG.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/charts-BgkyARlG.js.gz"),
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
        name: "filterText-UDC5DWWv.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/filterText-UDC5DWWv.js.gz"),
    },
    File {
        name: "frame-BSvQiSo-.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/frame-BSvQiSo-.js.gz"),
    },
    File {
        name: "icon-CfBCIRiL.svg",
        content_type: "image/svg+xml",
        gzip: include_bytes!("../../ui/assets/icon-CfBCIRiL.svg.gz"),
    },
    File {
        name: "index-ByAhod2l.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/index-ByAhod2l.css.gz"),
    },
    File {
        name: "index-DF3z7F1I.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/index-DF3z7F1I.js.gz"),
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
        name: "measure-CMFWEzjC.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/measure-CMFWEzjC.js.gz"),
    },
    File {
        name: "prompts-CMQGXyLJ.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/prompts-CMQGXyLJ.js.gz"),
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
        name: "search-DQsXjavJ.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/search-DQsXjavJ.js.gz"),
    },
    File {
        name: "search-Dv3PuV-K.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/search-Dv3PuV-K.css.gz"),
    },
    File {
        name: "tables-Be-_CFKE.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/tables-Be-_CFKE.js.gz"),
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
        name: "useMutation-Bh-DgPff.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useMutation-Bh-DgPff.js.gz"),
    },
    File {
        name: "useRouter-C57QZOAk.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useRouter-C57QZOAk.js.gz"),
    },
    File {
        name: "useTables-DMiQPGxP.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useTables-DMiQPGxP.js.gz"),
    },
    File {
        name: "values-DUCMn27Q.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/values-DUCMn27Q.js.gz"),
    },
];
