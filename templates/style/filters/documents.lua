-- One call of pandoc makes many documents: each is a Div of class "document". Word files and pages come of
-- one reading: with the metadata "pages" the documents marked page="yes" are written there as HTML too.
-- In a document that is filled in by hand a place to fill is blank space; in one that is typed it
-- reads 〔请填写：…〕. Paper knows no links and no automatic numbers, so both become text.

local FULL_SPACE = "\u{3000}"
-- What is written at the moment: a Word file, or the page that shows it.
local docx = FORMAT == "docx"
local pages = pandoc.List()

local function escape(text)
  return (text:gsub("[&<>\"]", { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ["\""] = "&quot;" }))
end

local function marker(name, attributes)
  local said = ""
  for _, key in ipairs({ "key", "height", "kind" }) do
    if attributes[key] then said = said .. string.format(' %s="%s"', key, escape(attributes[key])) end
  end
  return pandoc.RawBlock("openxml", string.format('<huiqi:%s xmlns:huiqi="urn:huiqi"%s/>', name, said))
end

-- What kind of value a place takes, as Word's content control says it.
local function control_kind(span)
  if span.classes:includes("date") then
    return '<w:date><w:dateFormat w:val="yyyy年M月d日"/><w:lid w:val="zh-CN"/>' ..
      '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
  end
  local choices = span.attributes.choices
  if not choices then return "" end
  local items = ""
  for item in choices:gmatch("%S+") do
    items = items .. string.format('<w:listItem w:displayText="%s" w:value="%s"/>', escape(item), escape(item))
  end
  return "<w:dropDownList>" .. items .. "</w:dropDownList>"
end

local function space_of(span, in_table)
  local choices = span.attributes.choices
  if choices then
    local boxes = {}
    for item in choices:gmatch("%S+") do boxes[#boxes + 1] = "□" .. item end
    return table.concat(boxes, FULL_SPACE), false
  end
  local width = tonumber(span.attributes.width) or (in_table and 2 or 8)
  return FULL_SPACE:rep(width), not in_table
end

local function fill(span, by_hand, in_table)
  local prompt = pandoc.utils.stringify(span.content)
  -- In a list the column's head says what is to be filled in, and the column may be narrow.
  local row = in_table and (span.identifier:match("_%d+$") or span.identifier:match("_%d+_"))
  local text, ruled = row and "〔请填写〕" or "〔请填写：" .. prompt .. "〕", false
  by_hand = by_hand or span.classes:includes("hand")
  if by_hand then text, ruled = space_of(span, in_table) end
  local style = by_hand and (ruled and "FillRule" or nil) or "Prompt"
  if not docx then
    local attributes = { title = prompt }
    local classes = { "place", by_hand and (ruled and "ruled" or "open") or "typed" }
    return pandoc.Span({ pandoc.Str(text) }, pandoc.Attr(span.identifier, classes, attributes))
  end
  local look = style and string.format('<w:rStyle w:val="%s"/>', style) or ""
  -- Whoever has fewer rows than the list deletes some: Word refuses that while a control in them is locked.
  local lock = row and "" or '<w:lock w:val="sdtLocked"/>'
  return pandoc.RawInline("openxml", string.format(
    '<w:bookmarkStart w:id="0" w:name="%s"/><w:sdt><w:sdtPr><w:alias w:val="%s"/><w:tag w:val="%s"/><w:id w:val="0"/>' ..
    '%s<w:placeholder><w:docPart w:val=""/></w:placeholder><w:showingPlcHdr/>%s</w:sdtPr><w:sdtContent><w:r><w:rPr>%s' ..
    '<w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">%s</w:t></w:r></w:sdtContent></w:sdt><w:bookmarkEnd w:id="0"/>',
    span.identifier, escape(prompt), span.identifier, lock, control_kind(span), look, escape(text)))
end

-- A list item begins with its number or a dash; every item is a paragraph like any other.
local function unfold(list, label_of)
  local blocks = pandoc.List()
  for index, item in ipairs(list.content) do
    for place, block in ipairs(item) do
      if block.t == "Plain" then block = pandoc.Para(block.content) end
      if place == 1 and block.t == "Para" then block.content:insert(1, pandoc.Str(label_of(index))) end
      blocks:insert(block)
    end
  end
  return blocks
end

local function drop_raw(raw)
  if raw.format:match("html") and (docx or not raw.text:match("^<wbr")) then return {} end
end

-- A number at the head of a paragraph stands close to the text, typed or counted.
local function close_number(paragraph)
  local content = paragraph.content
  local first, second = content[1], content[2]
  if first and first.t == "Str" and first.text:match("^%d+%.$") and second and second.t == "Space" then
    content:remove(2)
    paragraph.content = content
    return paragraph
  end
end

local plain = {
  Para = close_number,
  OrderedList = function(list) return unfold(list, function(index) return (list.start + index - 1) .. "." end) end,
  BulletList = function(list) return unfold(list, function() return "" end) end,
  Link = function(link) return link.content end,
  Header = function(header)
    -- On a page the first level is the page's own.
    if docx then header.level = math.max(1, header.level - 1) end
    return header
  end,
  RawInline = drop_raw,
  RawBlock = drop_raw,
}

local function spans(by_hand, in_table)
  return {
    Span = function(span)
      if span.classes:includes("fill") then return fill(span, by_hand, in_table) end
      if span.classes:includes("blank") then span.attributes["custom-style"] = "待定"; return span end
      if span.classes:includes("tab") and docx then return pandoc.RawInline("openxml", "<w:r><w:tab/></w:r>") end
    end,
  }
end

local function set_widths(tab, said)
  local parts, sum = {}, 0
  for part in said:gmatch("[%d.]+") do parts[#parts + 1] = tonumber(part); sum = sum + tonumber(part) end
  for index, spec in ipairs(tab.colspecs) do
    tab.colspecs[index] = { spec[1], (parts[index] or 1) / sum }
  end
end

-- ::: {.table widths="1 3 2" height="1.2"}: shares of the columns, height of the rows in centimetres.
local function table_div(div)
  local blocks = pandoc.List()
  for _, block in ipairs(div.content) do
    if block.t == "Table" then
      if div.attributes.widths then set_widths(block, div.attributes.widths) end
      if docx then blocks:insert(marker("table", div.attributes)) end
    end
    blocks:insert(block)
  end
  div.content = blocks
  return docx and blocks or div
end

local function special_div(div)
  if div.classes:includes("table") then return table_div(div) end
  for _, name in ipairs({ "foot", "letterhead" }) do
    if div.classes:includes(name) and docx then
      local blocks = pandoc.List({ marker(name, {}) })
      blocks:extend(div.content)
      blocks:insert(marker(name .. "-end", div.attributes))
      return blocks
    end
  end
end

-- LibreOffice writes a text box twice, and would double the controls in it: there a place to fill
-- is plain text within a bookmark, by which it is read back.
local function fill_boxed(span)
  local text = "〔请填写：" .. pandoc.utils.stringify(span.content) .. "〕"
  local shown = pandoc.Span({ pandoc.Str(text) }, pandoc.Attr("", {}, { ["custom-style"] = "提示" }))
  if not docx then return shown end
  local start = string.format('<w:bookmarkStart w:id="0" w:name="%s"/>', span.identifier)
  return { pandoc.RawInline("openxml", start), shown, pandoc.RawInline("openxml", '<w:bookmarkEnd w:id="0"/>') }
end

local foot = {
  Div = function(div)
    if not div.classes:includes("foot") then return nil end
    return div:walk({ Span = function(span)
      if span.classes:includes("fill") then return fill_boxed(span) end
    end })
  end,
}

-- Each walk costs a copy of the document, so what does not build on another goes in one.
local function convert(div)
  local by_hand = div.attributes.filled == "hand"
  local rest = { Div = special_div }
  for name, change in pairs(plain) do rest[name] = change end
  for name, change in pairs(spans(by_hand, false)) do rest[name] = change end
  div = div:walk(foot):walk({ Table = function(tab) return tab:walk(spans(by_hand, true)) end })
  return div:walk(rest)
end

local function keep_page(div)
  docx = false
  pages:insert(convert(div))
  docx = true
end

function Div(div)
  if not div.classes:includes("document") then return nil end
  local shown = div.attributes.page
  div.attributes.page = nil
  if not docx then return convert(div), false end
  if shown then keep_page(div) end
  local blocks = pandoc.List({ marker("document", { key = div.identifier }) })
  blocks:extend(convert(div).content)
  return blocks, false
end

local function write_pages(doc)
  if #pages == 0 then return nil end
  local options = pandoc.WriterOptions({ wrap_text = "none" })
  local file <close> = assert(io.open(pandoc.utils.stringify(doc.meta.pages), "wb"))
  file:write(pandoc.write(pandoc.Pandoc(pages), "html5", options))
end

return { { traverse = "topdown", Div = Div }, { Pandoc = write_pages } }
