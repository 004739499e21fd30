//! The built files of the interface. Written by `make web-build`; not for editing.

use super::File;

/// Sorted by name.
pub(super) const FILES: &[File] = &[
    File {
        name: "Artifacts-B5zSO80h.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Artifacts-B5zSO80h.js.gz"),
    },
    File {
        name: "Artifacts-BNS6MpWa.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Artifacts-BNS6MpWa.js.gz"),
    },
    File {
        name: "CellView-CqJJQLz-.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/CellView-CqJJQLz-.js.gz"),
    },
    File {
        name: "Charts-CKIC7hBw.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Charts-CKIC7hBw.js.gz"),
    },
    File {
        name: "Charts-DdWE0ort.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Charts-DdWE0ort.js.gz"),
    },
    File {
        name: "ComparePage-BdGnkK6b.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ComparePage-BdGnkK6b.js.gz"),
    },
    File {
        name: "DeleteDialog-CFhKwf8v.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/DeleteDialog-CFhKwf8v.js.gz"),
    },
    File {
        name: "Dialog-D-P4H8Hp.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Dialog-D-P4H8Hp.js.gz"),
    },
    File {
        name: "ExperimentDialog-C3e93XDH.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ExperimentDialog-C3e93XDH.js.gz"),
    },
    File {
        name: "Markdown-C9ctWPrb.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Markdown-C9ctWPrb.js.gz"),
    },
    File {
        name: "MetricCards-DJPIebbr.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/MetricCards-DJPIebbr.js.gz"),
    },
    File {
        name: "Pairs-COeTbq97.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Pairs-COeTbq97.js.gz"),
    },
    File {
        name: "Palette-DRR66CBb.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Palette-DRR66CBb.js.gz"),
    },
    File {
        name: "Predictions-B7WD3zYa.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Predictions-B7WD3zYa.js.gz"),
    },
    File {
        name: "Preparing-hJKZx6A5.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Preparing-hJKZx6A5.js.gz"),
    },
    File {
        name: "Prompts-BTZwIP2D.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Prompts-BTZwIP2D.js.gz"),
    },
    File {
        name: "ReadingView-DiWgR7P-.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ReadingView-DiWgR7P-.js.gz"),
    },
    File {
        name: "Rendered-BEGUS4g0.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Rendered-BEGUS4g0.css.gz"),
    },
    File {
        name: "Rendered-CUEEQA-p.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Rendered-CUEEQA-p.js.gz"),
    },
    File {
        name: "RunPage-B2AfUoOb.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunPage-B2AfUoOb.css.gz"),
    },
    File {
        name: "RunPage-BqLoG1ea.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunPage-BqLoG1ea.js.gz"),
    },
    File {
        name: "RunsCharts-5j-3XJ_y.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunsCharts-5j-3XJ_y.js.gz"),
    },
    File {
        name: "RunsPage-DUfE37ac.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunsPage-DUfE37ac.js.gz"),
    },
    File {
        name: "SearchPage-JqT-VtEr.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/SearchPage-JqT-VtEr.js.gz"),
    },
    File {
        name: "Status-BAc_oewK.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Status-BAc_oewK.js.gz"),
    },
    File {
        name: "Tables-CYTE0i6d.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Tables-CYTE0i6d.js.gz"),
    },
    File {
        name: "WordDiff-D04wCEAz.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/WordDiff-D04wCEAz.js.gz"),
    },
    File {
        name: "artifacts-6VYHBH41.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/artifacts-6VYHBH41.js.gz"),
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
        name: "charts-BekpZZHh.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/charts-BekpZZHh.css.gz"),
    },
    File {
        name: "charts-qwwh6Vl7.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/charts-qwwh6Vl7.js.gz"),
    },
    File {
        name: "client-DsW1woaI.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/client-DsW1woaI.js.gz"),
    },
    File {
        name: "compared-CIytTnJJ.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/compared-CIytTnJJ.js.gz"),
    },
    File {
        name: "compared-D6-wWOFK.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/compared-D6-wWOFK.css.gz"),
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
        name: "index-cO56m9FS.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/index-cO56m9FS.js.gz"),
    },
    File {
        name: "index-uLI28CbC.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/index-uLI28CbC.css.gz"),
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
        name: "loggedTables-D9WnCRsT.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/loggedTables-D9WnCRsT.js.gz"),
    },
    File {
        name: "quoted-BRIv6Iwj.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/quoted-BRIv6Iwj.js.gz"),
    },
    File {
        name: "recent-DP0DWjfz.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/recent-DP0DWjfz.js.gz"),
    },
    File {
        name: "runTables-CQCE1TtE.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/runTables-CQCE1TtE.js.gz"),
    },
    File {
        name: "search-DgQGwCQI.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/search-DgQGwCQI.js.gz"),
    },
    File {
        name: "search-Dv3PuV-K.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/search-Dv3PuV-K.css.gz"),
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
        name: "useMutation-fTGO7ZYX.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useMutation-fTGO7ZYX.js.gz"),
    },
    File {
        name: "useTables-DM3GP_iq.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useTables-DM3GP_iq.js.gz"),
    },
    File {
        name: "values-BnF06aSc.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/values-BnF06aSc.js.gz"),
    },
];
