# Once all pages are written, also at each rebuild of `jekyll serve`.
Jekyll::Hooks.register :site, :post_write do
  system("callbox", "build", exception: true)
end
