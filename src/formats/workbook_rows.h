// The sheets of an Excel workbook (XLSX) and their rows: an archive of XML, read by the libraries
// for archives and for XML with all their limits, row by row, without the workbook in memory.
// Cells are what is written in them: numbers as their digits, formulas as their last result.
// docs/decisions/0008-workbooks.md says why no library for workbooks. Next: formats/table_rows.h.
#pragma once

#include "base/result.h"
#include "formats/table_rows.h"
#include "formats/zip_archive.h"

#include <memory>
#include <string>
#include <vector>

namespace recanvass::formats {

struct WorkbookSheet {
  std::string name;
  std::string entry;    ///< in the archive; empty: the workbook does not say which
  bool hidden = false;  ///< not shown to whoever opens the workbook
};

/// In the order of the workbook, one at least that is not hidden.
/// Causes: workbook.broken, workbook.too-large, xml.*, archive.*.
base::Result<std::vector<WorkbookSheet>> sheets_of(ZipArchive& archive, const std::string& name);

/// Rows are as wide as the first at least; empty cells are empty fields, and so are cells that are
/// refused. line() is Excel's number. remarks() tells of hidden rows and columns, which are read.
/// Pictures are those of the sheet's drawing, by the cell of their upper left corner.
/// Causes, also of problems(): workbook.broken, workbook.too-large, workbook.cell, xml.*,
/// archive.*.
/// @param entry  of the sheet   @param name  in messages
base::Result<std::unique_ptr<TableRows>> open_sheet(const std::shared_ptr<ZipArchive>& archive,
                                                    const std::string& entry,
                                                    const std::string& name);

}  // namespace recanvass::formats
