extension PlaceTests {
    /// What hides a `</body>` and what doesn't, and where no place in the body is sure.
    static let bodyPages: [MarkedPage] = [
        // Which one.
        "<head>📍</head><body>a</body>b🔚</body></html>",
        "<head>📍</head><body>a🔚</BODY\n a='>'><!--b",
        "<head>📍</head><p>a🔚</body/>", "<head>📍</head><body>a</html>🔚</body>b<p>c",
        "<head>📍</head></body>", "<head>📍</head></body>🔚</body>", "<head>📍</head></html>🔚</body>",
        "<head>📍</head> </body>", "<head>📍</head></br>🔚</body>", "<head>📍</head>a</bodyy>",
        "<head>📍</head><noscript></noscript>🔚</body>", "<head>📍</head><body>a", "<html>📍x🔚</body>",
        "<head>📍</head><body a=</body>", "<head>📍</head><body>a</body",
        // Text and comments.
        "<head>📍</head><body><title></body></title>🔚</body><style></body>",
        "<head>📍</head><body><textarea></body></textarea><xmp></body></xmp>🔚</body>",
        "<head>📍</head><body><iframe></body></iframe><noembed></body></noembed>🔚</body>",
        "<head>📍</head><body><noscript></body></noscript><noframes></body></noframes>🔚</body>",
        "<head>📍</head><body><script>'</body>'<!--<script></script></body></script>🔚</body>",
        "<head>📍</head><body>🔚</body><script><!--<script></script></body>",
        "<head>📍</head><body><!--</body>--><!x</body>🔚</body><plaintext></body>",
        "<head>📍</head><body><![CDATA[>🔚</body>]]>",
        // Tables, forms and what else is open doesn't matter.
        "<head>📍</head><table><colgroup><col><tr><td><b><p><a>🔚</body>",
        "<head>📍</head><object><button><ruby><form>🔚</body>",
        // Templates.
        "<head>📍</head><body><template></body></template>🔚</body></template>",
        "<head>📍</head><body>🔚</body><template><template></body></template></body>",
        "<head>📍</head><body>a</template>🔚</body>",
        "<head>📍</head>a</body><template><col></template>",
        "<head>📍</head><body><template><tr><td><title></template></title></template>🔚</body>",
        "<head>📍</head><body><template><svg><g></g></svg></template>🔚</body>",
        "<head>📍</head><body><template><svg></template></svg></template></body>",
        // Selects.
        "<head>📍</head><body><select><option>a<optgroup><hr></select>🔚</body>",
        "<head>📍</head><body><select><script></body></script></select>🔚</body>",
        "<head>📍</head><select></body>", "<head>📍</head>a</body><select><p></select></body>",
        "<head>📍</head><select><title></select></body></title></body>",
        "<head>📍</head><select><select></body>", "<head>📍</head><select><template></body>",
        "<head>📍</head><template><select></template></select></body>",
        // Svg and math.
        "<head>📍</head><svg><path d=a /><style></style></svg>🔚</body>",
        "<head>📍</head><svg><title>a&lt;</title><g><title/></svg>🔚</body>",
        "<head>📍</head><svg><title>a</title><style>a>b</style><g><SVG></svg></g></Svg>🔚</body>",
        "<head>📍</head><svg><title a=b/></title></svg>🔚</body>",
        "<head>📍</head><svg><title a= /></title></svg>🔚</body>",
        "<head>📍</head><svg><g a='b'/></g></svg></body>",
        "<head>📍</head><svg><path d='a'/><path d/><path/></svg>🔚</body>",
        "<head>📍</head><svg/>🔚</body>", "<head>📍</head><svg a=/>a</svg>🔚</body>",
        "<head>📍</head><svg><![CDATA[</svg></body>]]]></svg>🔚</body>",
        "<head>📍</head><svg><![CDATA[>]]</svg></body>",
        "<head>📍</head><svg><![cdata[></svg>🔚</body>",
        "<head>📍</head><math><mi>x</mi><mo>&lt;</mo><annotation a=b>c</annotation></math>🔚</body>",
        "<head>📍</head><math><mi><b></b></mi></math></body>", "<head>📍</head>a</body><svg>",
        "<head>📍</head><svg><title><b></title></svg></body>",
        "<head>📍</head><svg></p></svg></body>",
        "<head>📍</head><svg><foreignObject></foreignObject></svg></body>",
        "<head>📍</head><span><svg></span></body>", "<head>📍</head><svg></body>",
        "<head>📍</head><math><annotation-xml></annotation-xml></math></body>",
        "<head>📍</head><math><svg></svg></math></body>", "<head>📍</head><svg><math/></svg></body>",
        "<head>📍</head><svg><p></svg></body>", "<head>📍</head><svg><font></svg></body>",
        // Framesets.
        "<head>📍</head><p><frameset></body>", "<head>📍</head><p>a</body><frameset>",
    ]
}
