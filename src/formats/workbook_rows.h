// The rows of the first sheet of an Excel workbook (XLSX): an archive of XML, read by the libraries
// for archives and for XML with all their limits, row by row, without the workbook in memory.
// Cells are what is written in them: numbers as their digits, formulas as their last result.
// docs/decisions/0008-workbooks.md says why no library for workbooks. Next: formats/table_rows.h.
#pragma once

#include "base/result.h"
#include "formats/table_rows.h"
#include "formats/zip_archive.h"

#include <memory>
#include <string>

namespace recanvass::formats {

/// Rows are as wide as the first at least; empty cells are empty fields. line() is Excel's number.
/// Causes, also of problems(): workbook.broken, workbook.too-large, workbook.cell, xml.*,
/// archive.*.
base::Result<std::unique_ptr<TableRows>> open_workbook(std::shared_ptr<ZipArchive> archive,
                                                       const std::string& name);

}  // namespace recanvass::formats
